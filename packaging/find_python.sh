#!/bin/sh
# Print a Python of 3.11 or newer that can make a virtual environment, or say in one sentence what to install.
set -u
fit='import sys; sys.exit(sys.version_info < (3, 11))'
able='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
found=
for test in "$able" "$fit"; do # one that lacks only venv still leads to the sentence that names its package
    for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3 python}; do
        if "$candidate" -c "$test" >/dev/null 2>&1; then
            command -v "$candidate"
            exit 0
        fi
        found=${found:-$(command -v "$candidate" 2>/dev/null)}
    done
done
have=$("${found:-false}" -V 2>&1 | grep -o '^Python [0-9.]*')
echo "weeklypm needs Python 3.11 or newer and found ${have:-none}; on Debian 12 or Ubuntu 24.04 run:" \
    "apt-get install -y python3 python3-venv (or name one: make PYTHON=/path/to/python3 ...)" >&2
exit 1
