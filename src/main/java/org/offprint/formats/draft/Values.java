package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A part with no more than a few values that are set here. */
final class Values extends DraftPart {

    Values(Draft record, Class<? extends Record> type) {
        this(record, object(), type);
    }

    Values(Draft record, ObjectNode node, Class<? extends Record> type) {
        super(record, node, type);
    }
}
