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
  flow = [
    { challenge = "password", attempts = 3, lifetime_seconds = 120 },
    { challenge = "proof_of_work" },
    { challenge = "email_otp", name = "code", code_length = 8, attempts = 3, lifetime_seconds = 300 },
  ]
  email    = { from = var.from }
  delivery = { failure_destination_arn = aws_sqs_queue.failures.arn }

  # Who asks too often is blocked, and who is on call hears of what goes wrong.
  waf    = { rate_limits = var.rate_limits }
  alarms = { topic_arn = aws_sns_topic.alarms.arn, queries_enabled = var.queries_enabled }

  user_pool = {
    deletion_protection_enabled = var.deletion_protection_enabled

    # Length instead of kinds of characters, and no expiry: NIST SP 800-63B-4, 3.1.1.2.
    password_policy = {
      minimum_length     = 15
      lowercase_required = false
      uppercase_required = false
      numbers_required   = false
      symbols_required   = false
      temporary_days     = 1
    }
  }
  clients = {
    app = {
      access_token_validity_minutes        = 15
      id_token_validity_minutes            = 15
      refresh_token_validity_days          = 1
      refresh_token_rotation_grace_seconds = 30
    }
  }

  # The functions: within limits, traced, in a network without a way out, and signed where the packages are.
  reserved_concurrency = var.reserved_concurrency
  tracing_enabled      = true
  vpc = {
    subnet_ids         = aws_subnet.functions[*].id
    security_group_ids = [aws_security_group.functions.id]
  }
  code_signing_config_arn = var.code_signing_config_arn
  function_packages       = local.signed_packages
  dead_letter_target_arns = { for function in local.functions : function => aws_sqs_queue.dead_letters.arn }

  kms_key_arn              = aws_kms_key.own.arn
  log_retention_days       = 365
  log_groups_kept_enabled  = var.log_groups_kept_enabled
  permissions_boundary_arn = aws_iam_policy.boundary.arn
  tags                     = { application = var.name }
}

locals {
  functions = [
    "define_auth_challenge", "create_auth_challenge", "verify_auth_challenge_response", "pre_token_generation", "deliver_challenge",
  ]

  # The module's zips after signing. Lambda runs the same code; the module takes it for code of your own, so that asking for
  # another code, or for another alternative, costs an attempt.
  signed_packages = {
    for function in local.functions : function => {
      filename = "${var.signed_packages}/${replace(function, "_", "-")}.zip"
      handler  = "index.handler"
      runtime  = "nodejs22.x"
    } if var.signed_packages != null
  }
}
