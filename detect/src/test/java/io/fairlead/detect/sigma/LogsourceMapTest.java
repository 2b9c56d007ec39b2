// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.Events;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.Logsource;
import io.fairlead.detect.rule.RuleSet;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Log sources of hosts in the documents of their datasets. */
class LogsourceMapTest {
    private static final Instant TIME = Instant.parse("2026-11-22T14:53:24Z");
    private static final String EXEC = "{'event':{'category':['process'],'type':['start']},"
            + "'process':{'executable':'/usr/bin/curl','command_line':'curl -o x http://a','args':['curl','-o','x','http://a'],"
            + "'name':'curl','pid':7},'auditd':{'message_type':'syscall','result':'success',"
            + "'data':{'syscall':'execve','a0':'55','a1':'7f'},"
            + "'paths':[{'name':'/usr/bin/curl','nametype':'NORMAL'}]},'user':{'name':'eve','id':'1000'},'tags':['recon']}";
    private static final String CONNECT = "{'event':{'category':['network'],'type':['connection','start']},"
            + "'destination':{'ip':'203.0.113.9','port':4444},'network':{'direction':'egress'}}";

    @Test
    void processCreationIsTheStartOfAProcess() {
        String source = "{product: linux, category: process_creation}";
        assertThat(matches(source, "Image|endswith: /curl", "auditd_manager.auditd", EXEC))
                .isTrue();
        assertThat(matches(source, "CommandLine|contains: ' -o '", "auditd_manager.auditd", EXEC))
                .isTrue();
        assertThat(matches(source, "Image|endswith: /wget", "auditd_manager.auditd", EXEC))
                .isFalse();
        assertThat(matches(source, "Image|endswith: /curl", "auditd_manager.auditd", EXEC.replace("start", "end")))
                .isFalse();
        assertThat(matches(source, "Image|endswith: /curl", "system.auth", EXEC))
                .isFalse();
    }

    @Test
    void recordsOfTheAuditDaemonKeepTheirNames() {
        String source = "{product: linux, service: auditd}";
        for (String items : new String[] {
            "type: EXECVE\n    a0: curl\n    a1: '-o'",
            "type: SYSCALL\n    syscall: execve\n    success: 'yes'",
            "type: PATH\n    name|startswith: /usr/bin/\n    nametype: NORMAL",
            "exe: /usr/bin/curl\n    key: recon\n    uid: 1000",
            "a3|startswith: http",
            "a9: null"
        }) {
            assertThat(matches(source, items, "auditd_manager.auditd", EXEC))
                    .as(items)
                    .isTrue();
        }
        for (String items : new String[] {
            "type: EXECVE\n    a1: curl", "type: USER_CMD", "success: 'no'", "a9|exists: true", "nametype: CREATE"
        }) {
            assertThat(matches(source, items, "auditd_manager.auditd", EXEC))
                    .as(items)
                    .isFalse();
        }
    }

    @Test
    void connectionsSayWhoBegan() {
        String source = "{product: linux, category: network_connection}";
        assertThat(matches(
                        source,
                        "Initiated: 'true'\n    DestinationPort: 4444\n    DestinationIp|cidr: 203.0.113.0/24",
                        "auditd_manager.auditd",
                        CONNECT))
                .isTrue();
        assertThat(matches(source, "Initiated: 'false'", "auditd_manager.auditd", CONNECT))
                .isFalse();
    }

    @Test
    void programsAreToldApartWithinOneDataset() {
        String line = "{'process':{'name':'%s'},'message':'Failed password for root'}";
        assertThat(matches(
                        "{product: linux, service: sshd}",
                        "'|contains': failed",
                        "system.auth",
                        line.formatted("sshd")))
                .isTrue();
        assertThat(matches(
                        "{product: linux, service: sshd}", "'|contains': failed", "system.auth", line.formatted("su")))
                .isFalse();
        assertThat(matches(
                        "{product: linux, service: cron}",
                        "'|contains': failed",
                        "system.syslog",
                        line.formatted("CRON")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "windows, process_creation, '', CommandLine, process.command_line",
        "azure, '', activitylogs, properties.message, azure.activitylogs.properties.message",
        "'', proxy, '', cs-method, http.request.method",
        "windows, '', security, TargetUserName, winlog.event_data.TargetUserName",
        "nothing, '', known, some.name, some.name"
    })
    void namesOfLogSourcesWithoutDataAreMappedToo(
            String product, String category, String service, String name, String field) {
        FieldNames names = LogsourceMap.bundled().of(new Logsource(product, category, service));
        assertThat(names.of(name)).contains(field);
        assertThat(names.datasets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws, cloudtrail, aws.cloudtrail, requestParameters.a.b, aws.cloudtrail.record.requestParameters.a.b",
        "gcp, gcp.audit, gcp.audit, data.protoPayload.methodName, gcp.audit.record.protoPayload.methodName",
        "gcp, gcp.audit, gcp.audit, gcp.audit.method_name, gcp.audit.method_name",
        "okta, okta, okta.system, actor.alternateId, okta.record.actor.alternateId",
        "github, audit, github.audit, action, github.record.action",
        "github, audit, github.audit, event.action, event.action",
        "tetragon, '', cilium_tetragon.log, process_exec.process.flags, cilium_tetragon.log.process_exec.process.flags",
        "linux, auditd, auditd_manager.auditd, acl, auditd.data.acl",
        "linux, auditd, auditd_manager.auditd, message, message"
    })
    void recordsKeepTheirNamesBelowTheirDocument(
            String product, String service, String dataset, String name, String field) {
        FieldNames names = LogsourceMap.bundled().of(new Logsource(product, "", service));
        assertThat(names.of(name)).containsExactly(field);
        assertThat(names.datasets()).contains(dataset);
    }

    @Test
    void aRuleOfAnotherCategoryIsNotAskedAboutTheHostsMessages() {
        LogsourceMap map = LogsourceMap.bundled();
        assertThat(map.of(new Logsource("linux", "", "")).datasets()).contains("system.syslog");
        assertThat(map.of(new Logsource("", "webserver", "")).datasets()).contains("nginx_ingress_controller.access");
        assertThat(map.of(new Logsource("linux", "driver_load", "")).datasets()).isEmpty();
        assertThat(map.of(new Logsource("windows", "process_creation", "")).datasets())
                .isEmpty();
        assertThat(map.of(new Logsource("", "process_creation", "")).datasets()).contains("auditd_manager.auditd");
    }

    @Test
    void whatCannotBeIsReported() {
        RuleSet set = RuleTexts.standard(
                rule("{product: kubernetes, service: audit}", "stage: Finished"),
                rule("{product: kubernetes, service: audit}", "responseStatus.code|startswith: '4x'")
                        .replace("the-rule", "two"),
                rule("{product: kubernetes, service: audit}", "responseStatus.code: [ALLOW, 403]")
                        .replace("the-rule", "three"),
                rule("{product: kubernetes, service: audit}", "responseStatus.code|startswith: '4'")
                        .replace("the-rule", "four"));
        assertThat(set.warnings().stream()
                        .map(warning -> warning.id() + " " + warning.code().text()))
                .containsExactly("the-rule can-never-match", "two can-never-match");
    }

    private static boolean matches(String logsource, String items, String dataset, String document) {
        RuleSet set = RuleTexts.standard(rule(logsource, items));
        assertThat(set.rejections()).isEmpty();
        return !RuleMatcher.compile(set)
                .match(Events.of("e", "a", TIME, dataset, true, document.replace('\'', '"')))
                .isEmpty();
    }

    private static String rule(String logsource, String items) {
        return "title: A rule\nid: the-rule\nlogsource: " + logsource + "\ndetection:\n  s:\n    " + items
                + "\n  condition: s\n";
    }
}
