# Sends events, one JSON file each, as one signed batch. Needs Python 3.8 or newer, and nothing else.
#   HOSHIN_URL=https://…/v1/ingest/erp-lyon HOSHIN_SECRET=whsec_… python3 send.py order-1.json order-2.json
import base64, hashlib, hmac, json, os, sys, time, urllib.error, urllib.request, uuid

key = base64.b64decode(os.environ["HOSHIN_SECRET"].replace("whsec_", "", 1))
events = [json.load(open(file, encoding="utf-8")) for file in sys.argv[1:]]
body = json.dumps(events).encode()  # the bytes that are signed are the bytes that are sent
message = str(uuid.uuid4())  # the same in every try


def post():
    timestamp = str(int(time.time()))  # signed anew in every try
    signed = f"{message}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    headers = {
        "content-type": "application/cloudevents-batch+json",
        "webhook-id": message,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    }
    request = urllib.request.Request(os.environ["HOSHIN_URL"], body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode(), None
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode(), refusal.headers.get("retry-after")
    except OSError as fault:
        return 0, str(fault), None


for attempt in range(1, 6):
    status, text, wait = post()
    print(status, text)
    if status == 202:
        sys.exit(0 if json.loads(text)["rejected"] == 0 else 1)
    if 0 < status < 500 and status != 429:
        sys.exit(1)  # the text says what to mend
    time.sleep(float(wait or attempt * 10))  # not taken: nothing is counted twice by sending it again
sys.exit(1)
