package org.offprint.formats.fulltext.source;

import java.util.Set;

/** Names of the JATS block elements. */
final class BlockElements {

    static final Set<String> NAMES =
            Set.of(("abstract ack address answer answer-set app app-group array author-notes back"
                            + " bio block-alternatives body boxed-text caption chem-struct-wrap col colgroup def def-item def-list"
                            + " disp-formula disp-formula-group disp-quote explanation fig fig-group floats-group floats-wrap fn-group"
                            + " glossary legend list list-item license license-p media notes p permissions preformat question"
                            + " question-preamble question-wrap question-wrap-group ref ref-list response sec speech statement"
                            + " sub-article supplement supplementary-material table table-wrap table-wrap-foot table-wrap-group tbody"
                            + " td tfoot tgroup th thead title tr trans-abstract verse-group verse-line")
                    .split(" "));

    private BlockElements() {}
}
