data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  prefix  = "arn:${data.aws_partition.current.partition}"
}

# Encrypts the logs, the functions' environment variables, the ledger, and what is on its way to the on-call.
resource "aws_kms_key" "own" {
  description             = "${var.name}: logs, environment variables and ledger"
  policy                  = data.aws_iam_policy_document.own_key.json
  enable_key_rotation     = true
  deletion_window_in_days = 7
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
      values   = ["${local.prefix}:logs:${var.region}:${local.account}:log-group:/aws/lambda/${var.name}-*"]
    }
  }

  # Without this, alarms ring and nobody hears them: CloudWatch publishes to the topic as itself.
  statement {
    sid       = "CloudWatchAlarms"
    actions   = ["kms:GenerateDataKey*", "kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local.prefix}:cloudwatch:${var.region}:${local.account}:alarm:${var.name}-*"]
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
    sid       = "Count"
    actions   = ["dynamodb:UpdateItem"]
    resources = ["${local.prefix}:dynamodb:${var.region}:${local.account}:table/${var.name}-ledger"]
  }

  statement {
    sid       = "HandMessagesOver"
    actions   = ["lambda:InvokeFunction"]
    resources = ["${local.prefix}:lambda:${var.region}:${local.account}:function:*"]
  }

  statement {
    sid = "SendMessages"
    actions = [
      "ses:ApplyTrackingConfigurationOverrides",
      "ses:SendEmail",
      "sms-voice:SendTextMessage",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "ReadSecretAndTexts"
    actions   = ["secretsmanager:GetSecretValue", "ssm:GetParameter"]
    resources = [aws_secretsmanager_secret.turnstile.arn, aws_ssm_parameter.texts_de.arn]
  }

  statement {
    sid       = "TellOfFailures"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.failures.arn]
  }

  # For the input `events`.
  statement {
    sid       = "PublishEvents"
    actions   = ["events:PutEvents"]
    resources = ["${local.prefix}:events:${var.region}:${local.account}:event-bus/default"]
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
