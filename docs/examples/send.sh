#!/usr/bin/env bash
# Sends events, one JSON file each, as one signed batch. Needs curl and openssl.
#   HOSHIN_URL=https://…/v1/ingest/erp-lyon HOSHIN_SECRET=whsec_… ./send.sh order-1.json order-2.json
set -euo pipefail

body=$(printf '['; separator=''; for file in "$@"; do printf '%s' "$separator"; cat "$file"; separator=','; done; printf ']')
key=$(printf %s "${HOSHIN_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
id=msg_$(openssl rand -hex 12)   # the same in every try

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
for try in 1 2 3 4 5; do
  time=$(date +%s)               # signed anew in every try: five minutes later it would be too old
  signature=$(printf %s "$id.$time.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
  status=$(printf %s "$body" | curl -sS -o "$answer" -w '%{http_code}' "$HOSHIN_URL" \
    -H 'content-type: application/cloudevents-batch+json' \
    -H "webhook-id: $id" -H "webhook-timestamp: $time" -H "webhook-signature: v1,$signature" \
    --data-binary @-) || status=000
  echo "$status $(cat "$answer")"
  case $status in
    202) grep -q '"rejected":0' "$answer"; exit ;;        # exit status 1 if an event was rejected
    429 | 5?? | 000) sleep $((try * 10)) ;;               # not taken: nothing is counted twice by sending it again
    *) exit 1 ;;                                          # the answer says what to mend
  esac
done
exit 1
