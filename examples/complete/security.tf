data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  prefix  = "arn:${data.aws_partition.current.partition}"
}

# Encrypts the logs and the functions' environment variables.
resource "aws_kms_key" "logs" {
  description             = "${var.name}: logs and environment variables"
  policy                  = data.aws_iam_policy_document.logs.json
  enable_key_rotation     = true
  deletion_window_in_days = 7
}

data "aws_iam_policy_document" "logs" {
  statement {
    sid       = "Administration"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["${local.prefix}:iam::${local.account}:root"]
    }
  }

  # CloudWatch Logs encrypts as itself, and says for which log group.
  statement {
    sid       = "CloudWatchLogs"
    actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["logs.${var.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["${local.prefix}:logs:${var.region}:${local.account}:log-group:/aws/lambda/${var.name}-*"]
    }
  }
}

# The most that the functions' roles may ever do, whatever their own policies say.
resource "aws_iam_policy" "boundary" {
  name   = "${var.name}-boundary"
  policy = data.aws_iam_policy_document.boundary.json
}

data "aws_iam_policy_document" "boundary" {
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.prefix}:logs:${var.region}:${local.account}:log-group:/aws/lambda/${var.name}-*"]
  }

  statement {
    sid       = "UseKeysOfThisAccount"
    actions   = ["kms:GenerateMac", "kms:Decrypt"]
    resources = ["${local.prefix}:kms:${var.region}:${local.account}:key/*"]
  }

  statement {
    sid = "JoinVpcAndTrace"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]
    resources = ["*"]
  }
}
