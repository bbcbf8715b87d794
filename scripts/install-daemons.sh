#!/bin/sh
# Installs Debian's daemons and tools for the full test suite. None of them is started by this script or left running by it.
set -eu

packages="nagios4-core monitoring-plugins-basic monitoring-plugins-standard nagios-nrpe-server nagios-nrpe-plugin ganglia-monitor gmetad
  prometheus prometheus-alertmanager prometheus-node-exporter prometheus-blackbox-exporter
  redis-server dnsmasq-base bind9-dnsutils openssh-server mariadb-server-core libmariadb3 liburiparser1 prometheus-mysqld-exporter
  cron rrdtool shellcheck util-linux coreutils gawk curl openssl php-cli python3 chromium fonts-dejavu-core"

if [ "$(id -u)" -ne 0 ]; then
  echo "install-daemons: run it as root, for instance with sudo" >&2
  exit 2
fi

# A package that starts its service at installation would take the ports the tests watch over.
policy=/usr/sbin/policy-rc.d
made_policy=no
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  made_policy=yes
fi
trap '[ "$made_policy" = yes ] && rm -f "$policy"' EXIT

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of words
apt-get install -y -qq --no-install-recommends $packages
