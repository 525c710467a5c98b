# Whoever is on call subscribes to it:
#   aws sns subscribe --topic-arn <output on_call_topic_arn> --protocol email --notification-endpoint on-call@example.com
resource "aws_sns_topic" "on_call" {
  name              = "${var.name}-on-call"
  kms_master_key_id = aws_kms_key.own.arn
}
