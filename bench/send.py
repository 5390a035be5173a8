"""How many emails a second leave, beside smtplib alone in a loop.

    python bench/send.py [--subscribers 100000] [--connections 8] [--key ed25519|rsa|none]

Needs postfix's smtp-sink, which takes whatever it is given.
"""
