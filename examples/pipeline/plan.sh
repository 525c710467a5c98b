#!/usr/bin/env bash
# Plans, and checks the plan: plan.tfplan is what may be applied.
set -euo pipefail
cd "$(dirname "$0")"

if [ ! -f .terraform.lock.hcl ]; then
  echo "There is no .terraform.lock.hcl. Run ./take.sh once, and commit it: each run then has the providers that were reviewed." >&2
  exit 1
fi
terraform init -input=false -lockfile=readonly
terraform plan -input=false -out=plan.tfplan
terraform show -json plan.tfplan >plan.json
npm run --silent check -- plan.json
