"""What all tests share: no property fails for being slow on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "untimed",
    parent=settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")
