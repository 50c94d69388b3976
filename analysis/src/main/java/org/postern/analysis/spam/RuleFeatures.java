// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Set;

/** What the engine itself offers when a rule file asks whether a plugin or feature is there. */
final class RuleFeatures {
    /** Plugins whose work is part of the engine, or whose absence changes nothing that rules could notice. */
    static final Set<String> PLUGINS = Set.of(
        "Mail::SpamAssassin::Plugin::Check", "Mail::SpamAssassin::Plugin::MIMEHeader", "Mail::SpamAssassin::Plugin::ReplaceTags",
        "Mail::SpamAssassin::Plugin::URIDetail", "Mail::SpamAssassin::Plugin::RaciallyCharged",
        "Mail::SpamAssassin::Plugin::AutoLearnThreshold", "Mail::SpamAssassin::Plugin::Rule2XSBody", "Mail::SpamAssassin::Plugin::SpamCop");

    /** Abilities by their full names. */
    static final Set<String> FEATURES = Set.of(
        "Mail::SpamAssassin::Conf::feature_originating_ip_headers", "Mail::SpamAssassin::Conf::feature_dns_local_ports_permit_avoid",
        "Mail::SpamAssassin::Conf::feature_bayes_auto_learn_on_error", "Mail::SpamAssassin::Conf::feature_uri_host_listed",
        "Mail::SpamAssassin::Conf::feature_yesno_takes_args", "Mail::SpamAssassin::Conf::feature_bug6558_free",
        "Mail::SpamAssassin::Conf::feature_edns", "Mail::SpamAssassin::Conf::feature_dns_query_restriction",
        "Mail::SpamAssassin::Conf::feature_registryboundaries", "Mail::SpamAssassin::Conf::feature_geodb",
        "Mail::SpamAssassin::Conf::feature_dns_block_rule", "Mail::SpamAssassin::Conf::feature_compile_regexp",
        "Mail::SpamAssassin::Conf::feature_meta_rules_matching", "Mail::SpamAssassin::Conf::feature_subjprefix",
        "Mail::SpamAssassin::Conf::feature_bayes_stopwords", "Mail::SpamAssassin::Conf::feature_get_host",
        "Mail::SpamAssassin::Conf::feature_blocklist_welcomelist", "Mail::SpamAssassin::Conf::feature_welcomelist_blocklist",
        "Mail::SpamAssassin::Conf::compat_welcomelist_blocklist", "Mail::SpamAssassin::Conf::feature_header_address_parser",
        "Mail::SpamAssassin::Conf::feature_local_tests_only", "Mail::SpamAssassin::Conf::feature_header_first_last",
        "Mail::SpamAssassin::Conf::feature_header_match_many", "Mail::SpamAssassin::Conf::feature_capture_rules",
        "Mail::SpamAssassin::Conf::has_tflags_nosubject", "Mail::SpamAssassin::Conf::has_tflags_nolog",
        "Mail::SpamAssassin::Conf::perl_min_version_5010000",
        "Mail::SpamAssassin::Plugin::MIMEHeader::has_all_header", "Mail::SpamAssassin::Plugin::MIMEHeader::has_tflags_range",
        "Mail::SpamAssassin::Plugin::MIMEHeader::has_tflags_concat", "Mail::SpamAssassin::Plugin::MIMEHeader::has_tflags_multiple",
        "Mail::SpamAssassin::Plugin::MIMEHeader::has_capture_rules", "Mail::SpamAssassin::Plugin::URIDetail::has_host_key");

    private RuleFeatures() {
    }
}
