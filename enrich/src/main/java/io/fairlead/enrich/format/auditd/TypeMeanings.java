// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import io.fairlead.enrich.format.auditd.Meaning.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What record types mean. */
final class TypeMeanings {
    private static final List<String> IAM = List.of("iam");
    private static final List<String> PROCESS = List.of("process");
    private static final List<String> HOST = List.of("host");
    private static final List<String> CONFIGURATION = List.of("configuration");
    private static final List<String> BOTH = List.of("process", "configuration");
    private static final List<String> INTRUSION = List.of("intrusion_detection");
    private static final List<String> NOTHING = List.of();

    private static final Meaning SELINUX = Meaning.of("violated-selinux-policy", NOTHING)
            .by(List.of("scontext"), NOTHING)
            .named("tcontext")
            .more("tclass");
    private static final Meaning APPARMOR = Meaning.of("violated-apparmor-policy", NOTHING)
            .on("policy")
            .named("operation")
            .more("requested_mask", "denied_mask", "capname");

    private static final Map<String, Meaning> MEANINGS = new HashMap<>();

    static {
        accounts();
        sessions();
        system();
        daemon();
        policies();
        anomalies();
    }

    private TypeMeanings() {}

    /** What a record of this type (lower case) with these values means, if it is known. */
    static Optional<Meaning> of(String type, Map<String, String> data) {
        if (type.equals("avc")) {
            return data.containsKey("apparmor")
                    ? Optional.of(APPARMOR)
                    : data.containsKey("seresult") ? Optional.of(SELINUX) : Optional.empty();
        }
        return Optional.ofNullable(MEANINGS.get(type));
    }

    private static void accounts() {
        put("acct_lock", Meaning.of("locked-account", IAM, "user", "info"));
        put("acct_unlock", Meaning.of("unlocked-account", IAM, "user", "info"));
        put("add_group", account("added-group-account-to", "group", "creation").people(People.GROUP_CHANGE));
        put(
                "del_group",
                account("deleted-group-account-from", "group", "deletion").people(People.GROUP_CHANGE));
        put("add_user", account("added-user-account", "user", "creation").people(People.USER_CHANGE));
        put("del_user", account("deleted-user-account", "user", "deletion").people(People.USER_CHANGE));
        put("grp_mgmt", account("modified-group-account", "group", "change").people(People.OTHER_GROUP));
        put("role_assign", account("assigned-user-role-to", "user", "change"));
        put("role_remove", account("removed-user-role-from", "user", "change"));
        put("role_modify", Meaning.of("modified-role", IAM, "change"));
        put("user_mgmt", iamSession("modified-user-account", "user").people(People.OTHER_USER));
        put("user_chauthtok", iamSession("changed-password", "user").people(People.OTHER_USER));
        put(
                "grp_chauthtok",
                iamSession("changed-group-password", "group")
                        .named("acct")
                        .more()
                        .people(People.OTHER_GROUP));
    }

    private static void sessions() {
        put("cred_acq", authentication("acquired-credentials", "info"));
        put("cred_disp", authentication("disposed-credentials", "info"));
        put("cred_refr", authentication("refreshed-credentials", "info"));
        put(
                "grp_auth",
                Meaning.of("authenticated-to-group", List.of("authentication"), "info")
                        .people(People.SESSION));
        put("user_acct", authentication("was-authorized", "info"));
        put("user_auth", authentication("authenticated", "info"));
        put("user_err", authentication("error", "info").from());
        put("user_login", authentication("logged-in", "start").from());
        put("user_logout", authentication("logged-out", "end"));
        put("user_start", session("started-session", "start").from());
        put("user_end", session("ended-session", "end"));
        put("user_role_change", Meaning.of("changed-role-to", NOTHING).session().named("selected-context"));
        put(
                "login",
                Meaning.of("changed-login-id-to", List.of("authentication"), "start")
                        .by(List.of("old_auid", "old-auid"), List.of("uid"))
                        .on("user-session")
                        .named("new-auid", "new_auid", "auid")
                        .people(People.LOGIN));
        put(
                "crypto_key_user",
                Meaning.of("negotiated-crypto-key", PROCESS, "info")
                        .session()
                        .named("fp")
                        .from());
        put(
                "crypto_session",
                Meaning.of("started-crypto-session", PROCESS, "info")
                        .session()
                        .named("addr")
                        .more("rport")
                        .from());
        put("crypto_login", Meaning.of("crypto-officer-logged-in", PROCESS, "info"));
        put("crypto_logout", Meaning.of("crypto-officer-logged-out", PROCESS, "info"));
        put(
                "user_cmd",
                Meaning.of("ran-command", PROCESS, "start").on("process").named("cmd"));
        Meaning typed = Meaning.of("typed", PROCESS, "info")
                .on("keystrokes")
                .named("data")
                .how("comm", "exe");
        put("tty", typed);
        put("user_tty", typed);
    }

    private static void system() {
        put("system_boot", Meaning.of("booted-system", HOST, "start").on("system"));
        put(
                "system_runlevel",
                Meaning.of("changed-to-runlevel", HOST, "change").on("system").named("new-level"));
        put("system_shutdown", Meaning.of("shutdown-system", HOST, "end").on("system"));
        put(
                "service_start",
                Meaning.of("started-service", PROCESS, "start").on("service").named("unit"));
        put(
                "service_stop",
                Meaning.of("stopped-service", PROCESS, "end").on("service").named("unit"));
        put(
                "usys_config",
                Meaning.of("changed-configuration", CONFIGURATION, "change")
                        .on("system")
                        .named("op"));
        put(
                "netfilter_cfg",
                Meaning.of("loaded-firewall-rule-to", CONFIGURATION, "change")
                        .on("firewall")
                        .named("table"));
        put(
                "feature_change",
                Meaning.of("changed-audit-feature", CONFIGURATION, "change")
                        .on("system")
                        .named("feature"));
        put("kern_module", CallMeanings.MODULE);
        put("time_injoffset", CallMeanings.TIME);
        put("time_adjntpval", CallMeanings.TIME);
        put("chgrp_id", Meaning.of("changed-group", PROCESS, "change"));
        put("chuser_id", Meaning.of("changed-user-id", PROCESS, "change"));
        put("test", Meaning.of("sent-test", PROCESS, "info"));
        put("trusted_app", Meaning.of("unknown", PROCESS, "info"));
        put("user", Meaning.of("sent-message", NOTHING).named("addr", "hostname"));
        put("virt_control", virtual("issued-vm-control").named("op").more("vm"));
        put("virt_machine_id", virtual("assigned-vm-id").named("vm"));
        put("virt_resource", virtual("assigned-vm-resource").named("resrc").more("vm"));
        put("virt_create", Meaning.of("created-vm-image", HOST, "info"));
        put("virt_destroy", Meaning.of("deleted-vm-image", HOST, "info"));
        put("virt_integrity_check", Meaning.of("checked-integrity-of", HOST, "info"));
        put("virt_migrate_in", Meaning.of("migrated-vm-from", HOST, "info"));
        put("virt_migrate_out", Meaning.of("migrated-vm-to", HOST, "info"));
    }

    private static void daemon() {
        put(
                "config_change",
                Meaning.of("changed-audit-configuration", BOTH, "change")
                        .on("audit-config")
                        .named("op", "key", "audit_enabled", "audit_pid", "audit_backlog_limit", "audit_failure"));
        put("daemon_start", service("started-audit", PROCESS, "start"));
        put("daemon_end", service("shutdown-audit", PROCESS, "end"));
        put("daemon_abort", service("aborted-auditd-startup", PROCESS, "end"));
        put("daemon_config", service("changed-auditd-configuration", BOTH, "change"));
        put("daemon_reconfig", service("reconfigured-auditd", BOTH, "info"));
        put("daemon_rotate", service("rotated-audit-logs", PROCESS, "change"));
        put("daemon_resume", service("resumed-audit-logging", PROCESS, "change"));
        put("daemon_err", service("audit-error", PROCESS, "info"));
        put("daemon_accept", service("remote-audit-connected", List.of("network"), "connection", "start"));
        put("daemon_close", service("remote-audit-disconnected", List.of("network"), "connection", "end"));
        put("kernel", Meaning.of("initialized-audit-subsystem", PROCESS, "info"));
    }

    private static void policies() {
        put("fs_relabel", Meaning.of("relabeled-filesystem", NOTHING).on("mac-config"));
        put(
                "label_level_change",
                Meaning.of("modified-level-of", NOTHING).on("printer").named("printer"));
        put("label_override", Meaning.of("overrode-label-of", NOTHING).on("mac-config"));
        put("mac_check", Meaning.of("mac-permission", NOTHING));
        put("mac_config_change", mac("changed-selinux-boolean", "change").named("bool"));
        put("mac_policy_load", mac("loaded-selinux-policy", "access"));
        put("mac_status", mac("changed-selinux-enforcement", "change").named("enforcing"));
        put("user_mac_config_change", mac("changed-mac-configuration", "change"));
        put("user_mac_policy_load", mac("loaded-mac-policy", "access"));
        put("user_avc", Meaning.of("access-permission", NOTHING));
        put("user_selinux_err", Meaning.of("access-error", NOTHING));
        put("selinux_err", Meaning.of("caused-mac-policy-error", NOTHING).on("system"));
        put(
                "seccomp",
                Meaning.of("violated-seccomp-policy", NOTHING).on("process").named("syscall"));
        put("dac_check", Meaning.of("access-result", NOTHING));
    }

    private static void anomalies() {
        put(
                "anom_abend",
                Meaning.of("crashed-program", List.of("process", "intrusion_detection"), "end", "info")
                        .alert()
                        .on("process")
                        .named("comm", "exe")
                        .more("pid")
                        .how("sig"));
        put(
                "anom_exec",
                Meaning.of(
                                "attempted-execution-of-forbidden-program",
                                List.of("process", "intrusion_detection"),
                                "start",
                                "info")
                        .alert()
                        .on("process")
                        .named("cmd")
                        .how("terminal"));
        put(
                "anom_promiscuous",
                Meaning.of("changed-promiscuous-mode-on-device", INTRUSION, "info", "change")
                        .alert()
                        .on("network-device")
                        .named("dev"));
        put("anom_link", anomaly("used-suspicious-link"));
        put("anom_login_failures", anomaly("failed-log-in-too-many-times-to").session());
        put(
                "anom_login_location",
                anomaly("attempted-log-in-from-unusual-place-to").session());
        put("anom_login_sessions", anomaly("opened-too-many-sessions-to").session());
        put(
                "anom_login_time",
                anomaly("attempted-log-in-during-unusual-hour-to").session());
        put(
                "anom_rbac_integrity_fail",
                anomaly("tested-file-system-integrity-of").on("filesystem").named("hostname"));
    }

    private static Meaning account(String action, String... types) {
        return Meaning.of(action, IAM, types).on("account").named("id", "acct");
    }

    private static Meaning iamSession(String action, String type) {
        return Meaning.of(action, IAM, type, "change").session();
    }

    private static Meaning authentication(String action, String type) {
        return Meaning.of(action, List.of("authentication"), type).session().people(People.SESSION);
    }

    private static Meaning session(String action, String type) {
        return Meaning.of(action, List.of("session"), type).session().people(People.SESSION);
    }

    private static Meaning service(String action, List<String> categories, String... types) {
        return Meaning.of(action, categories, types).on("service");
    }

    private static Meaning virtual(String action) {
        return Meaning.of(action, HOST, "info").on("virtual-machine");
    }

    private static Meaning mac(String action, String type) {
        return Meaning.of(action, CONFIGURATION, type).on("mac-config");
    }

    private static Meaning anomaly(String action) {
        return Meaning.of(action, INTRUSION, "info").alert();
    }

    private static void put(String type, Meaning meaning) {
        MEANINGS.put(type, meaning);
    }
}
