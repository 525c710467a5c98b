terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = var.region
}

module "sign_in" {
  source = "../../dist/terraform-aws-cognito-challenge"

  name = var.name

  # A picture first, so that no program makes messages go out; then a link, or a code, as the user likes.
  flow = [
    { challenge = "captcha" },
    { any_of = ["magic_link", "email_otp", "sms_otp"], name = "possession", attempts = 5, lifetime_seconds = 300 },
  ]

  email      = { from = var.from }
  sms        = { country_prefixes = ["+1", "+49"] }
  magic_link = { urls = [var.app_url] }

  delivery = {
    app_name                = "Acme"
    messages_per_hour       = 6
    failure_destination_arn = aws_sqs_queue.not_delivered.arn
  }

  user_pool = { deletion_protection_enabled = false }
}

# Messages that could not be sent, for somebody to look at. They hold an address, and no code.
resource "aws_sqs_queue" "not_delivered" {
  name                      = "${var.name}-not-delivered"
  message_retention_seconds = 86400
  sqs_managed_sse_enabled   = true
}
