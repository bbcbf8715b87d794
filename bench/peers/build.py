"""The script that Plimsoll replaces: PyYAML with libyaml, Jinja2, no checks of any kind.

build.py ESTATE OUT VERSION reads the files that `bench/generate-estate.mjs` writes and writes the same Nagios services and the same
Prometheus alert rules as Plimsoll, byte for byte; nothing else of what Plimsoll writes.
"""

import glob
import os
import sys

import jinja2
import yaml

estate, out, version = sys.argv[1:4]
# The safe loader takes the key `on` for true; this one leaves every scalar a text, which also spares it work.
loader = yaml.CBaseLoader


def read(folder):
    definitions = {}
    for path in sorted(glob.glob(f"{estate}/{folder}/**/*.yaml", recursive=True)):
        with open(path, encoding="utf-8") as file:
            definitions.update(yaml.load(file, Loader=loader))
    return definitions


def seconds(duration):
    return int(duration[:-1]) * {"s": 1, "m": 60, "h": 3600}[duration[-1]]


def view(check_id, check, limits, hosts):
    threshold = limits.get(check.get("threshold"))
    retry = seconds(check.get("retry", "1m"))
    wait = threshold["for"] if threshold else None
    return {
        "id": check_id,
        "alert": check_id.title().replace("-", ""),
        "why": check["why"],
        "runbook": check["runbook"],
        "hosts": hosts[check["on"]],
        "every": seconds(check.get("every", "1m")),
        "retry": retry,
        "attempts": seconds(wait) // retry + 1 if wait else 1,
        "wait": wait,
        "urgencies": check["notify"],
        "metric": threshold["metric"] if threshold else None,
        "subject": threshold["metric"].replace("_", " ").capitalize() if threshold else None,
        "limits": threshold["above"] if threshold else None,
    }


def members(machines):
    groups = {}
    for host in sorted(machines):
        for group in machines[host]["groups"]:
            groups.setdefault(group, []).append(host)
    return groups


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def main():
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )
    services, rules = environment.get_template("services.cfg.j2"), environment.get_template("rules.yaml.j2")
    teams, machines, units = read("teams"), read("inventory/hosts"), read("metrics")
    limits, checks = read("thresholds"), read("checks")
    hosts = members(machines)
    owned = {}
    for check_id in sorted(checks):
        check = checks[check_id]
        owned.setdefault(check["owner"], []).append(view(check_id, check, limits, hosts))
    for team, views in owned.items():
        shared = {"team": team, "name": teams[team]["name"], "checks": views, "version": version, "metrics": units}
        write(f"{out}/services/{team}.cfg", services.render(shared))
        write(f"{out}/rules/{team}.yaml", rules.render(shared))


main()
