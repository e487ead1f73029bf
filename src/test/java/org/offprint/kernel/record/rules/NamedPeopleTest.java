package org.offprint.kernel.record.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;

/** Tests that alternative names and award recipients must contain a name. */
class NamedPeopleTest {

    @Test
    void alternative_names_and_award_recipients_without_a_name_are_reported_with_their_json_pointer() {
        ArticleBody body = Json.read("""
                {"title": "Weirs", "language": "en", "type": "editorial", "contributors": [
                 {"family": "Sha", "alternativeNames": [{"family": "沙"}, {"given": "宁"}, {"name": "沙宁"}]},
                 {"kind": "organization", "name": "Weir Watch", "alternativeNames": [{"family": "堰"}]}],
                 "funding": [{"funder": "Mud Fund", "recipients": [{"name": "Weir Watch"}, {"given": "Ning"}]}]}""", ArticleBody.class);
        RecordReader reader = new RecordReader();
        ContributorRules.complete(body.contributors(), new ResolvedReferences(), reader);
        FundingRules.check(body.funding(), reader);
        assertEquals(
                List.of(
                        "/contributors/0/alternativeNames/1",
                        "/contributors/1/alternativeNames/0/name",
                        "/funding/0/recipients/1"),
                reader.findings().stream().map(Finding::pointer).toList());
    }
}
