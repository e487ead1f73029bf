package org.offprint.services.readiness.rules;

import java.util.ArrayList;
import java.util.List;
import org.offprint.services.readiness.rules.ReadinessRule.About;
import org.offprint.services.readiness.rules.ReadinessRule.Check;
import org.offprint.services.readiness.rules.ReadinessRule.Level;

/** The rules of one indexer while they are written down, in the order of their numbers. */
final class RuleSheet {

    private final Indexer indexer;
    private final String prefix;
    private final List<ReadinessRule> rules = new ArrayList<>();
    private String source;

    RuleSheet(Indexer indexer, String prefix) {
        this.indexer = indexer;
        this.prefix = prefix;
    }

    /** Names the source of the rules that follow. */
    RuleSheet by(String document) {
        source = document;
        return this;
    }

    RuleSheet must(About about, String text, String remedy, Check check) {
        return add(Level.MUST, about, text, remedy, check);
    }

    RuleSheet should(About about, String text, String remedy, Check check) {
        return add(Level.SHOULD, about, text, remedy, check);
    }

    private RuleSheet add(Level level, About about, String text, String remedy, Check check) {
        String id = String.format("%s-%02d", prefix, rules.size() + 1);
        rules.add(new ReadinessRule(id, indexer, level, about, text, remedy, source, check));
        return this;
    }

    List<ReadinessRule> rules() {
        return List.copyOf(rules);
    }
}
