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

# The pool that is there already, with its owner's settings. Only lambda_config is new.
resource "aws_cognito_user_pool" "existing" {
  name                = "${var.name}-pool"
  username_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }

  lambda_config {
    define_auth_challenge          = module.sign_in.lambda_config.define_auth_challenge
    create_auth_challenge          = module.sign_in.lambda_config.create_auth_challenge
    verify_auth_challenge_response = module.sign_in.lambda_config.verify_auth_challenge_response
    pre_token_generation           = module.sign_in.lambda_config.pre_token_generation
  }
}

# An app client that the owner had before. It leads around the challenges as long as its flows stay as they are.
resource "aws_cognito_user_pool_client" "before" {
  name                          = "before"
  user_pool_id                  = aws_cognito_user_pool.existing.id
  explicit_auth_flows           = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors = "ENABLED"
}

module "sign_in" {
  source = "../../dist/terraform-aws-cognito-challenge"

  name              = var.name
  user_pool_enabled = false
  user_pool_arn     = aws_cognito_user_pool.existing.arn

  # Tokens come by a sign-in or a refresh, and by no way around them. Where the pool has a function of its own before its
  # tokens, leave this out, and pre_token_generation above with it.
  token_guard = { enabled = true }

  # Clients whose sign-ins go through the challenges, besides the owner's own.
  clients = { web = {} }
}
