# The same with a link, which holds for whoever opens it within ten minutes; the mail has a short code beside it.

module "links" {
  source = "../../dist/terraform-aws-cognito-challenge"

  name = "${var.name}-links"
  flow = [
    # The device that opens the link does the work as well, where it is another one; a CAPTCHA would be in the way there.
    { challenge = "proof_of_work" },
    { challenge = "magic_link", lifetime_seconds = 600 },
  ]

  # Cognito's session has to live as long as the link.
  clients = { app = { session_validity_minutes = 10 } }

  magic_link = { urls = var.sign_in_pages }
  email = {
    from              = var.from
    reply_to          = var.reply_to
    configuration_set = var.ses_configuration_set
  }
  delivery = { app_name = var.app_name }

  user_pool = { deletion_protection_enabled = false }
}
