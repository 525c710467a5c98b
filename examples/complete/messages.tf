# What the messages need besides SES and End User Messaging.

# Messages that could not be sent, each with the address that it was for. Nobody needs to know that for long.
resource "aws_sqs_queue" "failures" {
  name                      = "${var.name}-failures"
  message_retention_seconds = 86400
  sqs_managed_sse_enabled   = true
}

# German texts of one's own, in place of the built-in ones. A message that is not here keeps its built-in text.
resource "aws_ssm_parameter" "texts_de" {
  name = "/${var.name}/texts/de"
  type = "String"
  value = jsonencode({
    email_otp = {
      subject = "Ihr Code für {app}"
      text    = "Guten Tag {name},\n\n{code}\n\nist Ihr Code. Er gilt {minutes}.\n"
    }
    sms_otp = { text = "{code} ist Ihr Code für {app}. Er gilt {minutes}." }
  })
}

# The secret of the CAPTCHA service. Terraform makes the place, and never sees the value:
#   aws secretsmanager put-secret-value --secret-id <name>-turnstile --secret-string file:///dev/stdin
resource "aws_secretsmanager_secret" "turnstile" {
  name                    = "${var.name}-turnstile"
  description             = "Secret key of Turnstile"
  recovery_window_in_days = 7
}
