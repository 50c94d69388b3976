#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# Says what SpamAssassin finds in messages, without network tests. Reads file names from standard input and answers each with one line:
# the name, a tab, the score, a tab, and NAME=COUNT for every rule that matched, those that only serve other rules included.
# Arguments: directory of the rule files, directory of the site's configuration, directory for its state.
use strict;
use warnings;
use Mail::SpamAssassin;

my ($rules, $site, $state) = @ARGV;
my $filter = Mail::SpamAssassin->new({
    rules_filename => $rules, site_rules_filename => $site, userprefs_filename => '/dev/null', userstate_dir => $state,
    home_dir_for_helpers => $state, local_tests_only => 1, dont_copy_prefs => 1,
    post_config_text => "use_bayes 0\nuse_learner 0\ndns_available no\nskip_rbl_checks 1\n",
});
$filter->init(1);
$| = 1;
print "ready $Mail::SpamAssassin::VERSION\n";
while (my $name = <STDIN>) {
    chomp $name;
    open my $file, '<:raw', $name or die "$name: $!";
    my $bytes = do { local $/; <$file> };
    close $file;
    my $message = $filter->parse($bytes, 1);
    my $status = $filter->check($message);
    my $hits = $status->{tests_already_hit};
    print join("\t", $name, $status->get_score, join(' ', map { "$_=$hits->{$_}" } grep { $hits->{$_} } sort keys %$hits)), "\n";
    $status->finish;
    $message->finish;
}
