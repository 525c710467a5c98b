# Who is told of alarms: subscribe whatever your on-call uses.
resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = aws_kms_key.own.arn
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "AlarmsOfThisAccount"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]

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

# What the firewall saw, with the addresses that it came from. AWS WAF writes only to log groups whose names begin so.
resource "aws_cloudwatch_log_group" "waf" {
  name              = "aws-waf-logs-${var.name}"
  retention_in_days = 365
  kms_key_id        = aws_kms_key.own.arn
}

resource "aws_wafv2_web_acl_logging_configuration" "sign_in" {
  resource_arn            = module.sign_in.web_acl_arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]

  # Access tokens, of calls that take one.
  redacted_fields {
    single_header {
      name = "authorization"
    }
  }
}
