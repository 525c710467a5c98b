terraform {
  required_version = ">= 1.11.0, < 2.0.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }

  # A pipeline keeps its state in a shared place: add the backend that your platform uses here.
}

provider "aws" {
  region = var.region
}

module "sign_in" {
  source = "../../dist/terraform-aws-cognito-challenge"

  name      = var.name
  user_pool = { self_sign_up_enabled = false }
}
