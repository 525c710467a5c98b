data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  prefix  = "arn:${data.aws_partition.current.partition}"
}

# Encrypts the logs, the functions' environment variables, the ledger and alarms. Answers have a key of their own in the module.
resource "aws_kms_key" "own" {
  description             = "${var.name}: logs, environment variables, ledger and alarms"
  policy                  = data.aws_iam_policy_document.own_key.json
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

data "aws_iam_policy_document" "own_key" {
  # Leaves the rest to IAM: the module's roles may use the key for the ledger.
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
      values = [
        "${local.prefix}:logs:${var.region}:${local.account}:log-group:/aws/lambda/${var.name}-*",
        "${local.prefix}:logs:${var.region}:${local.account}:log-group:/aws/vpc/${var.name}",
        "${local.prefix}:logs:${var.region}:${local.account}:log-group:aws-waf-logs-${var.name}",
      ]
    }
  }

  # CloudWatch notifies the encrypted topic of alarms.
  statement {
    sid       = "Alarms"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

# Messages that could not be sent, each with the address that it was for: nobody needs to know that for long. SQS's own
# encryption: with a key of yours, the function's role would need kms:GenerateDataKey, which the module does not give it.
resource "aws_sqs_queue" "failures" {
  name                      = "${var.name}-failures"
  message_retention_seconds = 86400
  sqs_managed_sse_enabled   = true
}

# Events that a function failed at for good. Lambda writes those of asynchronous calls, so only deliver's come here: with the
# addresses of users, as above.
resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = 86400
  sqs_managed_sse_enabled   = true
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
    sid       = "Count"
    actions   = ["dynamodb:UpdateItem"]
    resources = ["${local.prefix}:dynamodb:${var.region}:${local.account}:table/${var.name}-ledger"]
  }

  statement {
    sid       = "HandMessagesOver"
    actions   = ["lambda:InvokeFunction"]
    resources = ["${local.prefix}:lambda:${var.region}:${local.account}:function:${var.name}-deliver-challenge"]
  }

  statement {
    sid       = "SendMail"
    actions   = ["ses:SendEmail"]
    resources = ["${local.prefix}:ses:${var.region}:${local.account}:identity/*"]

    condition {
      test     = "StringEquals"
      variable = "ses:FromAddress"
      values   = [var.from]
    }
  }

  statement {
    sid       = "TellOfFailures"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failures.arn, aws_sqs_queue.dead_letters.arn]
  }

  # AWS takes no resource for these. Lambda makes the network interfaces with the functions' roles.
  statement {
    sid = "JoinVpcTraceAndTurnTrackingOff"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
      "ses:ApplyTrackingConfigurationOverrides",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]
    resources = ["*"]
  }
}
