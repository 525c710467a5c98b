#!/usr/bin/env bash
# Plan, check, apply, try: the same on a laptop and in a pipeline. Nothing is applied but the plan that was checked.
# The smoke test takes SMOKE_USERNAME and SMOKE_PASSWORD from the environment; without them it is left out.
set -euo pipefail
cd "$(dirname "$0")"

./plan.sh
terraform apply -input=false plan.tfplan

if [ -n "${SMOKE_USERNAME:-}" ]; then
  USER_POOL_ID=$(terraform output -raw user_pool_id) CLIENT_ID=$(terraform output -raw client_id) npm run --silent smoke
else
  echo "SMOKE_USERNAME is not set: no sign-in was tried."
fi
