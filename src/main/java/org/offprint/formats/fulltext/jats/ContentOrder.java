package org.offprint.formats.fulltext.jats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Arranges the content of an element that permits only child elements. Text and misplaced child elements are enclosed
 * in other elements, moved, or replaced with their content. Missing titles and paragraphs are added.
 */
final class ContentOrder {

    /** Maximum number of child elements among which a misplaced child element is moved. */
    private static final int MAX_MOVED = 100;

    /** Maximum number of positions that are tried for a misplaced child element. */
    private static final int MAX_ATTEMPTS = 20;

    /** Elements that are added without content if they are required before another element. */
    private static final List<String> REQUIRED_BEFORE = List.of("title", "front-stub");

    /** Elements that are added without content if they are required at the end. */
    private static final List<String> REQUIRED_AT_END = List.of("title", "p", "td", "oasis:entry", "front-stub");

    /** Elements that can enclose text, in order of preference. */
    private static final List<String> AROUND_TEXT =
            List.of(("p caption table-wrap-foot mixed-citation comment string-name collab attrib article-title td kwd"
                            + " subject fn license-p role sec list-item title")
                    .split(" "));

    /** Elements that can enclose misplaced child elements, in order of preference. */
    private static final List<String> AROUND_ELEMENTS = List.of(
            "p",
            "sec",
            "caption",
            "table-wrap-foot",
            "fn-group",
            "ref-list",
            "app-group",
            "list-item",
            "ref",
            "note",
            "table",
            "tbody",
            "tr",
            "td",
            "contrib-group",
            "author-notes",
            "kwd-group",
            "subj-group",
            "title-group",
            "oasis:tbody",
            "fig",
            "table-wrap",
            "boxed-text");

    private final ContentModel model;
    private final Function<JatsNode, List<Object>> fit;
    private final Deque<Object> pending;
    private final List<Object> content = new ArrayList<>();
    /** Text and elements that have no place in a table; null if the element is not a part of a table. */
    private final List<Object> afterTable;

    private int state;
    private boolean isValid = true;
    /** Added element that encloses the next nodes; null if there is none. */
    private JatsNode open;

    /**
     * @param afterTable list to which text and elements are added that have no place in a table; null if the content
     *     is not that of a table
     * @param fit makes the content of an added or renamed element valid, and returns the nodes that replace it
     */
    ContentOrder(
            ContentModel model, List<Object> parts, List<Object> afterTable, Function<JatsNode, List<Object>> fit) {
        this.model = model;
        this.fit = fit;
        this.afterTable = afterTable;
        this.pending = new ArrayDeque<>(parts);
    }

    /** Returns valid content, or null if the content cannot be made valid. */
    List<Object> valid() {
        while (!pending.isEmpty() && isValid) {
            Object part = pending.poll();
            if (part instanceof JatsNode element) {
                place(element);
            } else {
                place((String) part);
            }
        }
        close();
        if (isValid && !model.mayEnd(state)) {
            isValid = end();
        }
        return isValid ? content : null;
    }

    private void place(JatsNode element) {
        String name = element.name();
        boolean continuesPhrase = open != null && permitsText(open) && ElementNames.isInline(name);
        if (continuesPhrase && permits(open, name)) {
            open.add(element);
        } else if (continuesPhrase) {
            continueWith(ElementNames.unwrapped(element));
        } else if (isPermitted(name)) {
            append(element);
        } else {
            boolean isPlaced = ElementNames.HEADINGS.contains(name) && isMoved(element)
                    || rename(element)
                    || isEnclosed(element)
                    || isMoved(element);
            if (!isPlaced && afterTable != null && !ElementNames.isInTables(name)) {
                afterTable.add(element);
            } else if (!isPlaced) {
                continueWith(ElementNames.unwrapped(element));
            }
        }
    }

    private void continueWith(List<Object> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            pending.push(parts.get(i));
        }
    }

    private boolean rename(JatsNode element) {
        for (String alternative : ElementNames.alternatives(element)) {
            if (isPermitted(alternative)) {
                ElementNames.rename(element, alternative);
                continueWith(fit.apply(element));
                return true;
            }
        }
        return false;
    }

    private boolean isEnclosed(JatsNode element) {
        if (ElementNames.HEADINGS.contains(element.name())) {
            return false;
        }
        if (open != null && permits(open, element.name())) {
            open.add(element);
            return true;
        }
        for (String name : AROUND_ELEMENTS) {
            boolean isSuitable = isPermitted(name) && isFirstOf(name, element.name());
            if (isSuitable) {
                open(name);
                open.add(element);
                return true;
            }
        }
        return false;
    }

    /** Moves an element to the last position before the current position at which the content is valid. */
    private boolean isMoved(JatsNode element) {
        close();
        if (content.size() > MAX_MOVED || !model.permits(element.name())) {
            return false;
        }
        int[] states = new int[content.size() + 1];
        for (int i = 0; i < content.size(); i++) {
            states[i + 1] = stateAfter(states[i], content.subList(i, i + 1));
        }
        int attempts = 0;
        for (int position = content.size(); position >= 0 && attempts < MAX_ATTEMPTS; position--) {
            int next = model.next(states[position], element.name());
            if (next != ContentModel.NONE) {
                attempts++;
                int end = stateAfter(next, content.subList(position, content.size()));
                if (end != ContentModel.NONE) {
                    content.add(position, element);
                    state = end;
                    return true;
                }
            }
        }
        return false;
    }

    private int stateAfter(int begin, List<Object> parts) {
        int reached = begin;
        for (Object part : parts) {
            if (part instanceof JatsNode element && reached != ContentModel.NONE) {
                reached = model.next(reached, element.name());
            }
        }
        return reached;
    }

    private void place(String text) {
        if (text.isBlank()) {
            if (open == null) {
                content.add(text);
            } else {
                open.add(text);
            }
            return;
        }
        boolean isRows = open != null && ElementNames.TABLES.contains(open.name());
        if (open != null && !isRows) {
            open.add(text);
            return;
        }
        for (String name : AROUND_TEXT) {
            if (isPermitted(name)) {
                open(name);
                open.add(text);
                return;
            }
        }
        if (afterTable != null) {
            afterTable.add(text);
            return;
        }
        // Punctuation between the parts of a name or a date is omitted.
        isValid = text.chars().noneMatch(Character::isLetterOrDigit);
    }

    /** Adds the elements that are required at the end of the content. Returns whether the content is then valid. */
    private boolean end() {
        for (String first : REQUIRED_AT_END) {
            int next = model.next(state, first);
            if (next != ContentModel.NONE && model.mayEnd(next)) {
                append(new JatsNode(first));
                return true;
            }
        }
        return false;
    }

    private boolean isPermitted(String name) {
        return model.next(state, name) != ContentModel.NONE || required(model, state, name) != null;
    }

    /** Returns the element that is required between a state and an element; null if there is none. */
    private static String required(ContentModel of, int from, String name) {
        for (String required : REQUIRED_BEFORE) {
            int next = of.next(from, required);
            if (next != ContentModel.NONE && of.next(next, name) != ContentModel.NONE) {
                return required;
            }
        }
        return null;
    }

    private void append(JatsNode element) {
        close();
        if (model.next(state, element.name()) == ContentModel.NONE) {
            JatsNode required = new JatsNode(required(model, state, element.name()));
            state = model.next(state, required.name());
            content.add(required);
        }
        state = model.next(state, element.name());
        content.add(element);
    }

    private void open(String name) {
        JatsNode added = new JatsNode(name);
        append(added);
        open = added;
    }

    private void close() {
        if (open != null) {
            fit.apply(open);
            open = null;
        }
    }

    private static boolean permitsText(JatsNode element) {
        return ElementType.of(element.name()).content().permitsText();
    }

    private static boolean permits(JatsNode element, String child) {
        return ElementType.of(element.name()).content().permits(child);
    }

    /** Returns whether an element may begin with a child element, after a title if a title is required. */
    private static boolean isFirstOf(String name, String child) {
        ContentModel of = ElementType.of(name).content();
        return of.next(0, child) != ContentModel.NONE || required(of, 0, child) != null;
    }
}
