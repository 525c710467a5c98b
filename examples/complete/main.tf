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

  # What a sign-in asks for: the password, then two pictures of letters. The second has a name of its own.
  name = var.name
  flow = [
    { challenge = "password" },
    { challenge = "captcha", attempts = 3, lifetime_seconds = 180 },
    { challenge = "captcha", name = "captcha_again", attempts = 2, lifetime_seconds = 120 },
  ]

  # A pool of the module's own; examples/existing-pool has the other case, with user_pool_arn.
  user_pool_enabled = true
  user_pool = {
    username_attributes         = ["email"]
    deletion_protection_enabled = var.deletion_protection_enabled
    self_sign_up_enabled        = false
    tier                        = var.tier
    threat_protection           = var.tier == "PLUS" ? "ENFORCED" : "OFF"
    mfa                         = "OFF"
    password_policy = {
      minimum_length     = 14
      lowercase_required = true
      uppercase_required = true
      numbers_required   = true
      symbols_required   = true
      temporary_days     = 1
    }
  }

  # One client for browsers and phones, which keep no secret, and one for a server, which does.
  clients = {
    web = {
      session_validity_minutes      = 5
      access_token_validity_minutes = 15
      id_token_validity_minutes     = 15
      refresh_token_validity_days   = 7
      read_attributes               = ["email", "email_verified", "name"]
      write_attributes              = ["email", "name"]
    }
    server = {
      secret_enabled    = true
      bypass_auth_flows = [] # each entry would be a way around the challenges
    }
  }

  # Drawing is the only work that takes time: more memory is more CPU. The code stays the shipped one.
  function_packages = {
    create_auth_challenge = { memory_size = 1024 }
  }
  runtime                         = "nodejs22.x"
  architecture                    = "arm64"
  memory_size                     = 512
  reserved_concurrency            = var.reserved_concurrency
  provisioned_concurrency_enabled = var.provisioned_concurrency_enabled
  provisioned_concurrency         = 1
  tracing_enabled                 = true
  code_signing_config_arn         = var.code_signing_config_arn
  vpc = {
    subnet_ids         = aws_subnet.functions[*].id
    security_group_ids = [aws_security_group.functions.id]
  }

  log_level                = "INFO"
  log_retention_days       = 90
  kms_key_arn              = aws_kms_key.logs.arn
  permissions_boundary_arn = aws_iam_policy.boundary.arn
  tags                     = { application = "example", owner = "platform" }
}
