#!/usr/bin/env bash
# Checks manifests with the Python package frictionless: the demo's, and those that the native tests wrote.

. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

exec "$frictionless_home/bin/python" scripts/feeds.py public/demo/datapackage.json "$target"/tmp/feeds/*/datapackage.json
