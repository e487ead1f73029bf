package org.offprint.search.grammar;

import java.util.ArrayList;
import java.util.List;
import org.offprint.search.Kind;
import org.offprint.search.Query;

/** Reads a query by recursive descent. Every error carries a text to try instead, which may have errors of its own. */
final class Parser {

    /** More words, phrases and values than a search takes. */
    static final int MOST_CLAUSES = 64;

    /** Brackets within brackets. */
    static final int DEEPEST = 8;

    private final Source source;
    private final Kind kind;
    private final Terms terms;
    private final Mistakes mistakes;
    private int clauses;

    Parser(String text, Kind kind) {
        this.source = new Source(text);
        this.kind = kind;
        this.mistakes = new Mistakes(source, kind);
        this.terms = new Terms(source, kind, mistakes);
    }

    /** The whole text as a tree; null where it holds nothing to search for. */
    Query read() {
        Query query = sequence(Field.ANY, 0);
        if (!source.atEnd()) {
            int at = source.position();
            throw mistakes.error("bracket", at, "This bracket closes nothing.", source.with(at, at + 1, " "));
        }
        return query;
    }

    /** What stands side by side, up to the end or a closing bracket. */
    private Query sequence(Field field, int depth) {
        List<Query> parts = new ArrayList<>();
        source.skipBlanks();
        while (!source.atEnd() && !Letters.closesBracket(source.next())) {
            Query part = alternatives(field, depth);
            if (part instanceof Query.And and) {
                parts.addAll(and.parts());
            } else if (part != null) {
                parts.add(part);
            }
            source.skipBlanks();
        }
        return parts.isEmpty() ? null : parts.size() == 1 ? parts.get(0) : new Query.And(List.copyOf(parts));
    }

    /** One part, or several joined by OR, which binds its neighbours tighter than standing side by side. */
    private Query alternatives(Field field, int depth) {
        List<Query> options = new ArrayList<>();
        while (true) {
            int start = source.position();
            if (isOr(start)) {
                throw mistakes.strayOr(start);
            }
            Query option = clause(field, depth);
            source.skipBlanks();
            int or = source.position();
            boolean more = isOr(or);
            if (option == null && (more || !options.isEmpty())) {
                throw mistakes.strayOr(more ? or : source.text.lastIndexOf("OR", start));
            }
            if (option instanceof Query.Or nested) {
                options.addAll(nested.parts());
            } else if (option != null) {
                options.add(option);
            }
            if (!more) {
                return options.isEmpty() ? null : options.size() == 1 ? options.get(0) : new Query.Or(options);
            }
            source.moveTo(or + 2);
            source.moveTo(source.endOf(c -> Letters.isBlank((char) c) || Letters.isPunctuation((char) c)));
            if (source.atEnd() || Letters.closesBracket(source.next())) {
                throw mistakes.strayOr(or);
            }
        }
    }

    private boolean isOr(int at) {
        return source.text.startsWith("OR", at) && source.wordEnd(at) == at + 2;
    }

    private Query clause(Field field, int depth) {
        source.skipJoiningHyphen();
        int start = source.position();
        if (!Letters.isMinus(source.next()) || Letters.isBlank(source.charAt(start + 1))) {
            return punctuated(field, depth);
        }
        source.moveTo(start + 1);
        if (Letters.isMinus(source.next())) {
            int end = source.endOf(c -> Letters.isMinus((char) c));
            throw mistakes.error(
                    "not", start, "One hyphen says not; several mean nothing.", source.with(start, end, "-"));
        }
        Query part = punctuated(field, depth);
        return part == null ? null : new Query.Not(part);
    }

    /** With the punctuation that ends a sentence around it. */
    private Query punctuated(Field field, int depth) {
        Query query = operand(field, depth);
        source.moveTo(source.endOf(c -> Letters.isPunctuation((char) c)));
        return query;
    }

    private Query operand(Field field, int depth) {
        if (field.term() == null) {
            int start = source.position();
            int end = Identifiers.end(source.text, start);
            String run = source.text.substring(start, end);
            Query.Identifier identifier = Identifiers.of(run);
            if (identifier != null) {
                source.moveTo(end);
                count(start);
                return terms.identifier(field, identifier, run);
            }
        }
        char c = source.next();
        if (Letters.opensBracket(c)) {
            return group(field, depth);
        }
        if (Letters.opensQuote(c)) {
            count(source.position());
            return terms.phrase(field);
        }
        String name = field.term() == null ? Field.named(source.text, source.position(), kind) : null;
        if (name != null) {
            return named(field, name, depth);
        }
        int start = source.position();
        Query word = terms.word(field);
        if (word != null) {
            count(start);
        }
        return word;
    }

    private Query group(Field field, int depth) {
        int start = source.position();
        if (depth == DEEPEST) {
            throw mistakes.error(
                    "depth", start, "At most " + DEEPEST + " brackets can stand within one another.", null);
        }
        source.moveTo(start + 1);
        Query query = sequence(field, depth + 1);
        if (source.atEnd()) {
            throw mistakes.error("bracket", start, "This bracket is not closed.", source.text + ")");
        }
        source.moveTo(source.position() + 1);
        if (query == null) {
            String without = source.with(start, source.position(), " ");
            throw mistakes.error("empty", start, "There is nothing to search for in these brackets.", without);
        }
        return query;
    }

    private Query named(Field outer, String name, int depth) {
        int start = source.position();
        int colon = start + name.length();
        Field field = Field.of(name, kind);
        if (field == null) {
            throw mistakes.unknownField(name, start);
        }
        if (outer != Field.ANY) {
            String once = source.with(start, colon + 1, "");
            throw mistakes.error(
                    "field", start, "It is in " + outer.name() + ": already; one field holds no other.", once);
        }
        source.moveTo(colon + 1);
        char after = source.next();
        if (Letters.isBlank(after) || Letters.closesBracket(after)) {
            throw mistakes.apart(name, start);
        }
        if (Letters.isMinus(after)) {
            String before = source.with(start, colon + 2, "-" + name + ":");
            throw mistakes.error("not", colon + 1, "The hyphen that says not stands before the field.", before);
        }
        Query query = operand(field, depth);
        if (query == null) {
            String without = source.with(start, source.position(), " ");
            throw mistakes.error("empty", start, "There is nothing to search for in " + name + ":.", without);
        }
        return query;
    }

    private void count(int start) {
        if (++clauses > MOST_CLAUSES) {
            throw mistakes.error("clauses", start, "At most " + MOST_CLAUSES + " words and values are taken.", null);
        }
    }
}
