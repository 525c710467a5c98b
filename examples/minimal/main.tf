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

  # So that `terraform destroy` can take the example away again. Leave it out where users matter: on is the default.
  user_pool = { deletion_protection_enabled = false }
}
