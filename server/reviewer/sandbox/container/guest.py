# Runs one delivered Python program in a container: the request comes over descriptor 4, the answer goes over descriptor 3.
# What runs it stands before this text: the harness of the native tier, the one for Python on a machine's own system.
import json


def play():
    chunks = []
    while chunk := os.read(4, 65536):
        chunks.append(chunk)
    os.close(4)
    # A whole interpreter has this program alone, and ends behind it as it always does.
    run(json.loads(b''.join(chunks)), answer_fd=3, leaves=False)


play()
