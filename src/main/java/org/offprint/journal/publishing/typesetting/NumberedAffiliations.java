package org.offprint.journal.publishing.typesetting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.journal.publishing.typesetting.TypesettingSources.AffiliationSource;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.Contributor;

/**
 * Affiliations of an article in the order in which its contributors name them. Each affiliation is listed once, with
 * its printed number.
 */
final class NumberedAffiliations {

    private final TypesettingSources.SourceSet sources;
    private final Map<String, AffiliationRef> numbered = new LinkedHashMap<>();

    NumberedAffiliations(TypesettingSources.SourceSet sources) {
        this.sources = sources;
    }

    /** Returns the contributor with the numbers of its affiliations. */
    Contributor number(Contributor contributor) {
        List<AffiliationMention> mentions = new ArrayList<>();
        for (AffiliationMention mention : contributor.affiliations()) {
            AffiliationSource source =
                    mention.id() == null ? null : sources.affiliations().get(mention.id());
            String key = source == null ? "text " + mention.text() : source.id().toString();
            AffiliationRef affiliation =
                    numbered.computeIfAbsent(key, absent -> resolve(mention, source, numbered.size() + 1));
            mentions.add(mention.labelled(affiliation.label()));
        }
        return contributor.withAffiliations(mentions);
    }

    /** Returns all affiliations named so far, in the order of their numbers. */
    List<AffiliationRef> list() {
        return List.copyOf(numbered.values());
    }

    private static AffiliationRef resolve(AffiliationMention mention, AffiliationSource source, int number) {
        String label = Integer.toString(number);
        return source == null
                ? AffiliationRef.ofText(mention.text(), label)
                : AffiliationRef.of(source.id(), source.body(), label);
    }
}
