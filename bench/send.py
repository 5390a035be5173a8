"""How many emails a second leave, beside smtplib alone in a loop."""
