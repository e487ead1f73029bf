package org.offprint.kernel.record.rules;

import java.util.List;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.Funding;

/** Validates funding. Every award recipient must have a name. */
public final class FundingRules {

    private FundingRules() {}

    public static void check(List<Funding> funding, RecordReader reader) {
        for (int i = 0; i < funding.size(); i++) {
            if (funding.get(i) == null) {
                continue;
            }
            List<Funding.Recipient> recipients = funding.get(i).recipients();
            for (int j = 0; j < recipients.size(); j++) {
                Funding.Recipient recipient = recipients.get(j);
                if (recipient != null && recipient.family() == null && recipient.name() == null) {
                    reader.add(
                            "/funding/" + i + "/recipients/" + j,
                            "required",
                            "A family name or a complete name is required for a recipient.");
                }
            }
        }
    }
}
