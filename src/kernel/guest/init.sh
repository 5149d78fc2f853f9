#!/bin/busybox sh
# The first process of the guest: loads the modules, sets the probes, lets the driver run, mounts anew, lets it look again, and ends.
/bin/busybox mount -t proc proc /proc
/bin/busybox --install -s /bin
export PATH=/bin
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tracefs trace /sys/kernel/tracing
for word in $(cat /proc/cmdline); do case $word in faultline_*=*) eval "$word" ;; esac; done
say() { driver say "$@"; }

say kernel "$(uname -r)" "$(cat /proc/sys/kernel/tainted)"
for module in $(cat /lib/modules.list); do insmod /lib/$module.ko || say error - "insmod $module"; done
mkdir -p /mnt
mount -t $faultline_fs -o $faultline_options /dev/vda /mnt || { say error - mount; poweroff -f; }

trace=/sys/kernel/tracing
if [ "$faultline_trace" = 1 ]; then
  while read -r probe; do echo "$probe" >>$trace/kprobe_events 2>/dev/null || say noprobe "$probe"; done </kprobes
  echo 0 >$trace/tracing_on
  echo $$ >$trace/set_event_pid
  echo 1 >$trace/options/event-fork
  echo 1 >$trace/events/faultline/enable
fi

driver /mnt /scenarios
umount /mnt && mount -t $faultline_fs -o $faultline_options /dev/vda /mnt && driver /mnt /scenarios recheck
umount /mnt
dmesg | grep -E 'WARNING:|BUG:|Oops|Call Trace|fatal|[Cc]orrupt' | head -5 | while read -r line; do say complaint - "$line"; done
say tainted "$(cat /proc/sys/kernel/tainted)"
say end
poweroff -f
