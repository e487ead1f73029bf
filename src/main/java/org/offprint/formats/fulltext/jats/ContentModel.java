package org.offprint.formats.fulltext.jats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Content model of an element in a document type definition, as an automaton over the names of the child elements.
 * State 0 is the initial state. Content models are deterministic (XML 1.0, appendix E), so each name has at most one
 * state.
 */
final class ContentModel {

    /** Result of a transition that the content model does not permit. */
    static final int NONE = -1;

    private final boolean permitsText;
    private final List<Map<String, Integer>> transitions = new ArrayList<>();
    private final BitSet ends;

    /** @param model content model in the syntax of a document type definition */
    ContentModel(String model) {
        permitsText = model.startsWith("#PCDATA");
        String names = permitsText ? model.substring("#PCDATA".length()) : model;
        String expression = names.startsWith("|") ? "(" + names.substring(1) + ")*" : names;
        if (expression.isEmpty() || expression.equals("EMPTY")) {
            transitions.add(Map.of());
            ends = new BitSet();
            ends.set(0);
            return;
        }
        Parser parser = new Parser(expression);
        Parser.Part whole = parser.item();
        parser.follows.set(0, whole.first);
        ends = (BitSet) whole.last.clone();
        ends.set(0, whole.isOptional);
        for (BitSet follow : parser.follows) {
            Map<String, Integer> next = new HashMap<>();
            follow.stream().forEach(position -> next.put(parser.names.get(position), position));
            transitions.add(next);
        }
    }

    boolean permitsText() {
        return permitsText;
    }

    /** Returns whether an element with the content model is always empty. */
    boolean isEmpty() {
        return !permitsText && transitions.size() == 1;
    }

    /** Returns the state after a child element, or {@link #NONE} if the child element is not permitted there. */
    int next(int state, String child) {
        return transitions.get(state).getOrDefault(child, NONE);
    }

    /** Returns whether the content may end in a state. */
    boolean mayEnd(int state) {
        return ends.get(state);
    }

    /** Returns whether a child element is permitted in any state. */
    boolean permits(String child) {
        return transitions.stream()
                .limit(permitsText ? 1 : transitions.size())
                .anyMatch(next -> next.containsKey(child));
    }

    /** Parser that builds the automaton of Glushkov: one state for each name in the expression. */
    private static final class Parser {

        private record Part(BitSet first, BitSet last, boolean isOptional) {}

        private final String expression;
        private final List<String> names = new ArrayList<>(List.of(""));
        private final List<BitSet> follows = new ArrayList<>(List.of(new BitSet()));
        private int at;

        Parser(String expression) {
            this.expression = expression;
        }

        Part item() {
            if (expression.charAt(at) == '(') {
                return group();
            }
            int begin = at;
            while (at < expression.length() && "(),|?*+".indexOf(expression.charAt(at)) < 0) {
                at++;
            }
            BitSet own = new BitSet();
            own.set(names.size());
            names.add(expression.substring(begin, at));
            follows.add(new BitSet());
            return repeated(new Part(own, own, false));
        }

        private Part group() {
            at++;
            Part part = item();
            while (expression.charAt(at) != ')') {
                boolean isSequence = expression.charAt(at++) == ',';
                Part next = item();
                if (isSequence) {
                    link(part.last, next.first);
                    part = new Part(
                            part.isOptional ? union(part.first, next.first) : part.first,
                            next.isOptional ? union(part.last, next.last) : next.last,
                            part.isOptional && next.isOptional);
                } else {
                    part = new Part(
                            union(part.first, next.first),
                            union(part.last, next.last),
                            part.isOptional || next.isOptional);
                }
            }
            at++;
            return repeated(part);
        }

        private Part repeated(Part part) {
            char sign = at < expression.length() ? expression.charAt(at) : ' ';
            if ("?*+".indexOf(sign) < 0) {
                return part;
            }
            at++;
            if (sign != '?') {
                link(part.last, part.first);
            }
            return new Part(part.first, part.last, part.isOptional || sign != '+');
        }

        private void link(BitSet from, BitSet to) {
            from.stream().forEach(position -> follows.get(position).or(to));
        }

        private static BitSet union(BitSet one, BitSet other) {
            BitSet union = (BitSet) one.clone();
            union.or(other);
            return union;
        }
    }
}
