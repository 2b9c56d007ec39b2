// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.bench.normalize;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Records as sensors write them, made up: equal in every run, each a little different from the one before. */
public final class SampleRecords {
    private static final List<String> COMMANDS = List.of(
            "sh -c id", "curl -sf http://payments.shop.svc/health", "ls -la /srv/app", "psql -h db -U shop -c select");
    private static final List<String> RULES = List.of(
            "Terminal shell in container", "Read sensitive file untrusted", "Contact K8S API Server From Container");
    private static final List<String> LINES = List.of(
            "ts=%s caller=head.go:542 level=info component=tsdb msg=\"Head GC completed\" duration=1.63ms n=%d",
            "{\"ts\":\"%s\",\"level\":\"info\",\"app\":\"web\",\"method\":\"GET\",\"path\":\"/cart/%d\",\"status\":200,\"ms\":1}",
            "%s INFO  [http-nio-8080-exec-3] shop.CartController: order %d accepted, 3 items, total 42.50 EUR");

    private SampleRecords() {}

    /** Alerts of Falco, as its JSON output writes them: about 1.1 KB each. */
    public static List<byte[]> falco(int count) {
        List<byte[]> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String command = COMMANDS.get(i % COMMANDS.size());
            String rule = RULES.get(i % RULES.size());
            String time = stamp(i);
            String name = command.substring(0, command.indexOf(' '));
            records.add(bytes("{\"hostname\":\"node-" + i % 9 + "\",\"output\":\"" + time + ": Notice " + rule
                    + " (evt_type=execve user=root user_uid=0 process=" + name + " proc_exepath=/usr/bin/" + name
                    + " parent=runc command=" + command + " terminal=34816 container_id=3ad7b26d" + i
                    + " k8s_ns=payments k8s_pod_name=api-" + i % 31
                    + ")\",\"output_fields\":{\"container.id\":\"3ad7b26d" + i
                    + "\",\"container.image.repository\":\"registry.example/payments/api\",\"container.image.tag\":\"1.4."
                    + i % 7
                    + "\",\"container.name\":\"api\",\"evt.arg.flags\":\"EXE_WRITABLE|EXE_LOWER_LAYER\",\"evt.time.iso8601\":"
                    + (1795359267123456789L + i)
                    + ",\"evt.type\":\"execve\",\"k8s.ns.name\":\"payments\",\"k8s.pod.name\":\"api-"
                    + i % 31 + "\",\"proc.cmdline\":\"" + command + "\",\"proc.exepath\":\"/usr/bin/" + name
                    + "\",\"proc.name\":\"" + name + "\",\"proc.pid\":" + (4000 + i)
                    + ",\"proc.pname\":\"runc\",\"proc.ppid\":4200,\"proc.tty\":34816,\"user.loginuid\":-1,\"user.name\":\"root\","
                    + "\"user.uid\":0},\"priority\":\"Notice\",\"rule\":\"" + rule
                    + "\",\"source\":\"syscall\",\"tags\":[\"T1059\",\"container\",\"maturity_stable\",\"mitre_execution\",\"shell\"],"
                    + "\"time\":\"" + time + "\"}"));
        }
        return records;
    }

    /** Lines of the container runtime: about 150 bytes each. */
    public static List<byte[]> cri(int count) {
        List<byte[]> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String time = stamp(i);
            String line = String.format(Locale.ROOT, LINES.get(i % LINES.size()), time, i);
            records.add(bytes(time + (i % 5 == 0 ? " stderr F " : " stdout F ") + line));
        }
        return records;
    }

    /** Records of the Linux audit daemon: of every execution six, as the rule {@code -S execve} makes them. */
    public static List<byte[]> auditd(int events) {
        List<byte[]> records = new ArrayList<>(events * 6);
        for (int i = 0; i < events; i++) {
            String command = COMMANDS.get(i % COMMANDS.size());
            String[] words = command.split(" ");
            String head = String.format(
                    Locale.ROOT, " msg=audit(1795359%03d.%03d:%d): ", i / 1000 % 1000, i % 1000, 4100 + i);
            String program = "/usr/bin/" + words[0];
            StringBuilder arguments = new StringBuilder("argc=" + words.length);
            for (int a = 0; a < words.length; a++) {
                arguments.append(" a").append(a).append("=\"").append(words[a]).append('"');
            }
            records.add(bytes("type=SYSCALL" + head
                    + "arch=c000003e syscall=59 success=yes exit=0 a0=55d0c8 a1=55d0d0 a2=55d0e0 a3=8 items=2 ppid=2100 pid="
                    + (2101 + i)
                    + " auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=5 comm=\""
                    + words[0]
                    + "\" exe=\"" + program + "\" subj=unconfined key=\"exec\""));
            records.add(bytes("type=EXECVE" + head + arguments));
            records.add(bytes("type=CWD" + head + "cwd=\"/root\""));
            records.add(bytes("type=PATH" + head + "item=0 name=\"" + program
                    + "\" inode=1593 dev=08:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0"
                    + " cap_fe=0 cap_fver=0 cap_frootid=0"));
            records.add(bytes("type=PATH" + head + "item=1 name=\"/lib64/ld-linux-x86-64.so.2\" inode=4382 dev=08:01"
                    + " mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0"
                    + " cap_frootid=0"));
            records.add(bytes("type=PROCTITLE" + head + "proctitle="
                    + HexFormat.of().withUpperCase().formatHex(bytes(command.replace(' ', '\0')))));
        }
        return records;
    }

    private static String stamp(int i) {
        return String.format(
                Locale.ROOT, "2026-11-22T14:%02d:%02d.%09dZ", i / 60 % 60, i % 60, (i * 7_919L) % 1_000_000_000L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
