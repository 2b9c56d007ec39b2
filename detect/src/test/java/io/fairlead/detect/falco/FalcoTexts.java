// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.RuleSetCompiler;
import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;

/** Falco rules and audit events as tests write them. */
final class FalcoTexts {
    /** An audit event of a pod with two containers, as an API server writes it; quotes are single. */
    static final String POD = """
            {'kind':'Event','auditID':'a1','stage':'ResponseComplete','verb':'create',
             'requestURI':'/api/v1/namespaces/shop/pods?command=sh&command=-c&dry+run=All%20x',
             'stageTimestamp':'2026-11-22T15:00:01.25Z','userAgent':'kubectl/v1.32',
             'user':{'username':'alice','groups':['dev','ops'],'extra':{'scopes.example.org/x':['s1']}},
             'impersonatedUser':{'username':'root'},
             'sourceIPs':['203.0.113.7','10.0.0.1'],
             'objectRef':{'resource':'pods','namespace':'shop','name':'web'},
             'annotations':{'authorization.k8s.io/decision':'allow','authorization.k8s.io/reason':''},
             'responseStatus':{'code':201},
             'requestObject':{'metadata':{'labels':{'app.kubernetes.io/name':'web'}},'spec':{
               'hostNetwork':true,'securityContext':{'runAsUser':1000,'supplementalGroups':[5,6]},
               'containers':[
                 {'name':'a','image':'registry.example:5000/team/web:1.2@sha256:00','args':['x','y'],
                  'ports':[{'hostPort':80},{'containerPort':8080}],
                  'securityContext':{'privileged':true,'capabilities':{'add':['NET_ADMIN','SYS_TIME']}}},
                 {'name':'b','image':'nginx','securityContext':{'runAsUser':0,'procMount':null}}],
               'volumes':[{'name':'v','hostPath':{'path':'/etc/kubernetes'}},{'name':'s','secret':{'secretName':'x'}}]}},
             'responseObject':{'metadata':{'name':'web-1'}}}
            """;

    private FalcoTexts() {}

    /** A rule of this name and condition. */
    static String rule(String name, String condition) {
        return "- rule: " + name + "\n  desc: d\n  condition: " + condition
                + "\n  output: o\n  priority: WARNING\n  source: k8s_audit\n";
    }

    /** The set of these files, for events as an API server writes them. */
    static RuleSet asIs(String... files) {
        return RuleSetCompiler.asIs().compile(RuleTexts.files(files));
    }

    /** What matches this event; a rejected rule is an error of the test. */
    static List<Match> matches(String event, String... files) {
        RuleSet set = asIs(files);
        if (!set.rejections().isEmpty()) {
            throw new AssertionError(set.rejections().toString());
        }
        return RuleMatcher.compile(set).match("any", true, RuleTexts.document(event.replace('\'', '"')));
    }

    /** Names of the rules that match this event. */
    static List<String> names(String event, String... files) {
        return matches(event, files).stream()
                .map(match -> match.rule().info().title())
                .toList();
    }

    /** Whether a condition is true of {@link #POD}. */
    static boolean holds(String condition) {
        return holds(condition, POD);
    }

    static boolean holds(String condition, String event) {
        return !matches(event, rule("r", "'" + condition.replace("'", "''") + "'"))
                .isEmpty();
    }
}
