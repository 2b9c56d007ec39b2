// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.ProcessEvent.auditd;
import static io.fairlead.detect.falco.ProcessEvent.tetragon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fields of the source syscall say of documents that the pipeline writes. */
class SystemCallFieldsTest {
    private static final ProcessEvent AUDITD = auditd("/usr/bin/apt-add-repository", "--yes", "deb x y")
            .with("process.name", "apt-add-reposit")
            .with("process.args", List.of("./add", "--yes", "deb x y"))
            .with("process.pid", 2101)
            .with("process.working_directory", "/root")
            .with("auditd.data.tty", "pts3")
            .with("user.audit.id", "1000")
            .with("user.audit.name", "alice")
            .with("user.effective.id", "33")
            .with("user.effective.name", "www-data");

    private static final ProcessEvent TETRAGON = tetragon("/usr/local/bin/containerd-shim-runc-v2", "-c", "a  b")
            .container("registry.example:5000/team/web", "1.2")
            .parent("/usr/bin/python3.12", "-m", "server")
            .ancestors("/usr/sbin/nginx", "/sbin/init")
            .with("process.pid", 7)
            .with("process.parent.pid", 6)
            .with("process.env_vars", List.of("A=1", "B=two words"))
            .with("cilium_tetragon.log.process_exec.process.pod.pod_labels", Map.of("app", "web"))
            .with("cilium_tetragon.log.process_exec.process.arguments", "-c \"a  b\"")
            .with("cilium_tetragon.log.process_exec.process.pod.container.pid", 1)
            .with(
                    "cilium_tetragon.log.process_exec.process.pod.container.image.id",
                    "docker-pullable://registry.example:5000/team/web@sha256:00ff")
            .with("cilium_tetragon.log.process_exec.process.cap.permitted", List.of("CAP_CHOWN", "DAC_OVERRIDE"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type = execve",
                "evt.type in (execve, execveat)",
                "syscall.type = execve",
                "evt.dir = <",
                "evt.num > 0",
                "evt.source = syscall",
                "evt.res = SUCCESS",
                "evt.failed = false",
                "evt.hostname = node-1",
                "evt.time.iso8601 startswith 2026-11-22T14:58:00.123",
                "proc.name = apt-add-reposit",
                "proc.exe = ./add",
                "proc.exepath = /usr/bin/apt-add-repository",
                "proc.args = '--yes deb x y'",
                "proc.cmdline = 'apt-add-reposit --yes deb x y'",
                "proc.exeline = './add --yes deb x y'",
                "proc.cmdnargs = 2",
                "proc.cmdlenargs = 10",
                "proc.cwd = /root/",
                "proc.pid = 2101",
                "proc.ppid = 2100",
                "proc.tty != 0",
                "proc.tty = 34819",
                "proc.is_exe_from_memfd = false",
                "user.uid = 33",
                "user.name = www-data",
                "user.loginuid = 1000",
                "user.loginname = alice",
                "group.gid = 0",
                "proc.exepath contains val(proc.name) and proc.name = val(proc.name)",
                "basename(proc.exepath) startswith val(proc.name)",
                "proc.name exists and not proc.name in ('<NA>', 'N/A')"
            })
    void holdsOfTheAuditDaemonsDocument(String condition) {
        assertThat(holds(condition, AUDITD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type = execve",
                "proc.name = containerd-shim",
                "proc.exepath endswith /containerd-shim-runc-v2",
                "proc.exe = /usr/local/bin/containerd-shim-runc-v2",
                "proc.args = '-c a  b'",
                "proc.cmdline = 'containerd-shim -c a  b'",
                "proc.cmdnargs = 2",
                "proc.pname = python3.12",
                "proc.pexepath = /usr/bin/python3.12",
                "proc.pcmdline = 'python3.12 -m server'",
                "proc.ppid = 6",
                "proc.vpid = 1",
                "proc.aname = nginx",
                "proc.aname in (x, init)",
                "proc.aname startswith python",
                "proc.aname != nginx",
                "proc.aname[0] = containerd-shim",
                "proc.aname[1] = python3.12",
                "proc.aname[2] = nginx",
                "proc.aname[3] = init",
                "not proc.aname[4] exists",
                "not proc.aname[4] != x",
                "proc.aexepath[2] = /usr/sbin/nginx",
                "proc.aexe endswith /init",
                "proc.env icontains 'b=TWO'",
                "proc.env[B] = 'two words'",
                "not proc.env[C] exists",
                "thread.cap_permitted contains CAP_DAC_OVERRIDE",
                "thread.cap_permitted = 'CAP_CHOWN CAP_DAC_OVERRIDE'",
                "user.uid = 0",
                "user.loginuid = -1",
                "user.loginuid != 0",
                "user.loginuid < 0",
                "container.id = e6af4dff4ea3",
                "container.id != host",
                "container.full_id startswith e6af4dff4ea3b8d5",
                "container.name = web",
                "container.type = containerd",
                "container.image = registry.example:5000/team/web:1.2",
                "container.image.repository = registry.example:5000/team/web",
                "container.image.tag = 1.2",
                "container.image.digest = sha256:00ff",
                "k8s.ns.name = shop",
                "k8s.pod.name = web-0",
                "k8s.pod.label[app] = web",
                "not container.privileged exists",
                "len(proc.args) = 7"
            })
    void holdsOfTetragonsDocument(String condition) {
        assertThat(holds(condition, TETRAGON)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proc.name = containerd-shim-runc-v2",
                "proc.aname = containerd-shim",
                "proc.pname = nginx",
                "proc.pname != python3.12",
                "proc.args startswith /usr",
                "proc.vpid = 7",
                "container.id = host",
                "container.image.repository = registry.example",
                "user.loginuid = 4294967295",
                "evt.num = 0",
                "proc.aname[2] in (python3.12, init)",
                "proc.pname = val(proc.name)",
                "proc.ppid > val(proc.pid)"
            })
    void doesNotHoldOfTetragonsDocument(String condition) {
        assertThat(holds(condition + " and evt.type exists", TETRAGON)).isFalse();
    }

    @Test
    void theHostIsNoContainer() {
        ProcessEvent host = tetragon("/usr/bin/id")
                .with("kubernetes.namespace", "kube-system")
                .with("container.name", "export-stdout");
        assertThat(holds("container.id = host and container.name = host", host)).isTrue();
        assertThat(holds("container.image exists", host)).isFalse();
        assertThat(holds("k8s.ns.name exists", host))
                .as("that is the shipper's")
                .isFalse();
        ProcessEvent docker = tetragon("/usr/bin/id")
                .with("cilium_tetragon.log.process_exec.process.docker", "e6af4dff4ea3b8d50313c59f");
        assertThat(holds("container.id = e6af4dff4ea3", docker)).isTrue();
    }

    @Test
    void onlyAStartedProcessIsAnExecve() {
        ProcessEvent exit = tetragon("/usr/bin/id").with("event.type", List.of("end"));
        ProcessEvent fork = tetragon("/usr/bin/id").with("event.action", "fork");
        ProcessEvent file = tetragon("/usr/bin/id").with("event.category", List.of("file"));
        ProcessEvent told =
                auditd("/usr/bin/sudo").without("auditd.data.syscall").with("auditd.message_type", "user_cmd");
        for (ProcessEvent event : List.of(exit, fork, file, told)) {
            assertThat(holds("evt.type in (execve, execveat)", event)).isFalse();
        }
        ProcessEvent opened = auditd("/usr/bin/cat").with("auditd.data.syscall", "openat");
        assertThat(holds("evt.type in (execve, execveat)", opened)).isFalse();
        ProcessEvent refused =
                auditd("/usr/bin/cat").with("auditd.result", "fail").with("auditd.data.exit", "EACCES");
        assertThat(holds("evt.res = EACCES and evt.failed = true", refused)).isTrue();
    }

    @Test
    void terminalsAreDeviceNumbers() {
        Map<String, String> numbers = Map.of(
                "(none)", "0", "pts0", "34816", "pts256", "35072", "tty1", "1025", "ttyS0", "1088", "hvc0", "1280");
        numbers.forEach((name, number) -> assertThat(
                        holds("proc.tty = " + number, auditd("/bin/id").with("auditd.data.tty", name)))
                .as(name)
                .isTrue());
        assertThat(holds("proc.tty != 0", auditd("/bin/id").without("auditd.data.tty")))
                .isFalse();
    }

    @Test
    void theMessageIsFilledAndSaysWhereNothingIsKnown() {
        String rule = rule("r", "evt.type = execve")
                .replace(
                        "output: o",
                        "output: \"%container.name ran %proc.cmdline of %proc.pname (gparent=%proc.aname[2] tty=%proc.tty"
                                + " file=%fd.name flags=%evt.arg.flags user=%user.name) 100%\"");
        RuleSet set = RuleTexts.standard(rule);
        assertThat(set.rejections()).isEmpty();
        assertThat(RuleMatcher.compile(set).match(TETRAGON.dataset(), true, TETRAGON.document()))
                .singleElement()
                .satisfies(match -> assertThat(match.message())
                        .isEqualTo("web ran containerd-shim -c a  b of python3.12 (gparent=nginx tty=<NA>"
                                + " file=<NA> flags=<NA> user=root) 100%"));
    }

    @Test
    void theWordForAllOfAContainerIsWhatFalcoMakesOfIt() {
        String rule = rule("r", "evt.type = execve").replace("output: o", "output: \"a %proc.name (%container.info)\"");
        assertThat(RuleMatcher.compile(RuleTexts.standard(rule)).match(TETRAGON.dataset(), true, TETRAGON.document()))
                .singleElement()
                .satisfies(match -> assertThat(match.message())
                        .matches("a containerd-shim \\(container_id=[0-9a-f]{12} container_name=web\\)"));
        RuleSet audit = RuleTexts.standard(
                FalcoTexts.rule("r", "ka.verb exists").replace("output: o", "output: 'a (%container.info)'"));
        assertThat(audit.rejections()).isEmpty();
        assertThat(RuleTexts.standard(rule("r", "container.info exists")).rules())
                .isEmpty();
    }

    @Test
    void falcosOwnAlertsAreNeverJudgedAgain() {
        String rules = rule("exec", "evt.type = execve and proc.name = nc")
                + rule("any", "proc.name exists")
                + rule("host", "evt.num > 0");
        RuleSet set = RuleTexts.standard(rules);
        assertThat(set.rules()).hasSize(3);
        assertThat(set.rules()).noneMatch(rule -> rule.scope().covers("falco.alerts"));
        ProcessEvent process = tetragon("/usr/bin/nc");
        RuleMatcher matcher = RuleMatcher.compile(set);
        assertThat(matcher.match(process.dataset(), true, process.document())).hasSize(3);
        assertThat(matcher.match("falco.alerts", true, process.document())).isEmpty();
        String alert = process.toString();
        assertThat(matcher.match(
                        Events.of("e", "a", Instant.parse("2026-11-22T14:58:00Z"), "falco.alerts", true, alert)))
                .isEmpty();
    }

    @Test
    void asIsFieldsStandUnderTheirOwnNames() {
        String flat = "{'evt.type':'openat','proc.name':'cat','proc.aname[2]':'sshd','fd.name':'/etc/shadow',"
                + "'evt.arg.flags':'O_RDONLY','fd.net':'192.0.2.7','proc.aname':['bash','sshd']}";
        String nested = "{'evt':{'type':'openat'},'proc':{'name':'cat'},'fd':{'name':'/etc/shadow'}}";
        assertThat(asIs("evt.type in (open, openat) and fd.name startswith /etc and proc.name = cat", flat))
                .isTrue();
        assertThat(asIs("evt.type in (open, openat) and fd.name startswith /etc and proc.name = cat", nested))
                .isTrue();
        assertThat(asIs("proc.aname[2] = sshd and proc.aname = bash", flat)).isTrue();
        assertThat(asIs("evt.arg.flags contains RDONLY", flat)).isTrue();
        assertThat(asIs("fd.name != /etc/passwd", flat)).isTrue();
        assertThat(asIs("fd.sip.name != x", flat)).isFalse();
        assertThat(asIs("fd.net = 192.0.2.0/24 and fd.net in (10.0.0.0/8, 192.0.2.7)", flat))
                .isTrue();
        assertThat(asIs("fd.net != 10.0.0.0/8 and fd.net exists", flat)).isTrue();
        assertThat(asIs("fd.net != 192.0.0.0/8", flat)).isFalse();
        assertThat(asIs("fd.snet != 10.0.0.0/8", flat)).isFalse();
    }

    private static boolean holds(String condition, ProcessEvent event) {
        RuleSet set = RuleTexts.standard(rule("r", "\"" + condition.replace("\"", "\\\"") + "\""));
        if (!set.rejections().isEmpty()) {
            throw new AssertionError(set.rejections().toString());
        }
        return !RuleMatcher.compile(set)
                .match(event.dataset(), true, event.document())
                .isEmpty();
    }

    private static boolean asIs(String condition, String event) {
        RuleSet set = RuleTexts.asIs(rule("r", "\"" + condition + "\""));
        if (!set.rejections().isEmpty()) {
            throw new AssertionError(set.rejections().toString());
        }
        return !RuleMatcher.compile(set)
                .match("any", true, RuleTexts.document(event.replace('\'', '"')))
                .isEmpty();
    }

    static String rule(String name, String condition) {
        return FalcoTexts.rule(name, condition).replace("  source: k8s_audit\n", "");
    }
}
