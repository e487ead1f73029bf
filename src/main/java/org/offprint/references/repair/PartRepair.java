package org.offprint.references.repair;

import static org.offprint.references.model.PartLabel.AUTHOR;
import static org.offprint.references.model.PartLabel.CONTAINER;
import static org.offprint.references.model.PartLabel.DATE;
import static org.offprint.references.model.PartLabel.EDITION;
import static org.offprint.references.model.PartLabel.EDITOR;
import static org.offprint.references.model.PartLabel.ISSUE;
import static org.offprint.references.model.PartLabel.PAGES;
import static org.offprint.references.model.PartLabel.PLACE;
import static org.offprint.references.model.PartLabel.PUBLISHER;
import static org.offprint.references.model.PartLabel.TITLE;
import static org.offprint.references.model.PartLabel.VOLUME;
import static org.offprint.references.repair.RepairRule.when;

import java.util.List;
import java.util.Map;
import org.offprint.references.model.Labelling;
import org.offprint.references.model.PartLabel;
import org.offprint.references.tokens.ReferenceTokens;

/**
 * Converts token labels to the parts of a reference. Repair rules then correct wrong labels and wrong borders between
 * parts.
 */
public final class PartRepair {

    /**
     * Repair rules in the order in which they are applied, with the labels that must be present or absent. Each rule
     * operates on the result of the previous one.
     */
    static final List<RepairRule> RULES = List.of(
            when(TITLE).then(TitleRules::endQuotation),
            when(VOLUME).unless(ISSUE).then(NumberRules::splitIssue),
            when(VOLUME).then(NumberRules::yearIsNoVolume),
            when(TITLE, PUBLISHER).unless(CONTAINER).then(PublisherRules::publisherToJournal),
            when(TITLE, VOLUME, ISSUE, PAGES).unless(CONTAINER).then(TitleRules::splitJournal),
            when(CONTAINER, PLACE, VOLUME).unless(PUBLISHER).then(TitleRules::extendJournal),
            when(AUTHOR, CONTAINER).unless(TITLE).then(TitleRules::splitAuthors),
            when(PAGES).then(NumberRules::cutPagesWord),
            when(CONTAINER, PAGES).unless(VOLUME, ISSUE).then(NumberRules::pageToVolume),
            when().unless(DATE).then(NumberRules::findDate),
            when(EDITION).then(NumberRules::dropEdition),
            when(EDITOR, TITLE, CONTAINER).unless(AUTHOR).then(TitleRules::editorsToAuthors),
            when(TITLE).unless(CONTAINER).then(TitleRules::splitBook),
            when(CONTAINER).unless(TITLE, VOLUME, ISSUE, PAGES).then(TitleRules::journalToTitle),
            when(TITLE).unless(VOLUME).then(NumberRules::splitVolume),
            when(ISSUE).then(NumberRules::extendSupplement),
            when(CONTAINER, VOLUME).unless(TITLE, ISSUE, PAGES).then(NumberRules::volumeToPage),
            when(PLACE).unless(PUBLISHER).then(PublisherRules::splitPlace),
            when(PUBLISHER).unless(PLACE).then(PublisherRules::splitPublisher));

    private PartRepair() {}

    /** Returns the parts of a reference, keyed by label. */
    public static Map<PartLabel, Part> parts(ReferenceTokens tokens, Labelling labelling) {
        PrintedParts parts = new PrintedParts(tokens, labelling);
        RULES.forEach(rule -> rule.apply(parts));
        return parts.all();
    }
}
