# Without a password: some work for the device and a CAPTCHA, then a code by e-mail or by text message, as the user likes.

module "codes" {
  source = "../../dist/terraform-aws-cognito-challenge"

  name = "${var.name}-codes"
  flow = [
    # First, so that it costs something to have messages sent: programs read CAPTCHAs, and do not get around the work.
    { challenge = "proof_of_work" },
    { challenge = "captcha" },
    { any_of = ["email_otp", "sms_otp"], name = "code", attempts = 3, lifetime_seconds = 300 },
  ]

  email = {
    from              = var.from
    reply_to          = var.reply_to
    configuration_set = var.ses_configuration_set
  }
  sms = {
    country_prefixes     = var.country_prefixes
    origination_identity = var.origination_identity
  }
  delivery = {
    app_name          = var.app_name
    resend_seconds    = 30
    messages_per_hour = 5
  }

  # So that `terraform destroy` can take the example away again. Leave it out where users matter: on is the default.
  user_pool = { deletion_protection_enabled = false }
}
