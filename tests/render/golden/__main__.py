from tests.render.golden import EXPECTED, made

for name, text in made().items():
    EXPECTED[name].write_text(text, encoding="utf-8")
