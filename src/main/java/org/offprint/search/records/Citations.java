package org.offprint.search.records;

import org.offprint.articles.body.ArticleBody;
import org.offprint.articles.body.Reference;
import org.offprint.articles.body.Relation;
import org.offprint.articles.body.RelationType;
import org.offprint.search.Entry;
import org.offprint.search.Query.Scheme;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** What an article cites and is related to. */
final class Citations {

    private Citations() {}

    static void add(ArticleBody body, Entry entry) {
        body.references().forEach(reference -> addReference(reference, entry));
        body.relations().forEach(relation -> addRelation(relation, entry));
    }

    private static void addReference(Reference reference, Entry entry) {
        if (reference.text() != null) {
            entry.text(TextField.REFERENCE, null, reference.text());
        } else {
            entry.text(TextField.REFERENCE, null, inWords(reference));
        }
        if (reference.doi() != null) {
            entry.term(TermField.CITES, reference.doi().key())
                    .names(Scheme.DOI, reference.doi().key());
        }
        entry.names(Scheme.URL, reference.url());
    }

    private static String inWords(Reference reference) {
        StringBuilder words = new StringBuilder();
        reference.authors().forEach(author -> {
            add(author.family(), words);
            add(author.given(), words);
            add(author.name(), words);
        });
        add(reference.year(), words);
        add(reference.title(), words);
        add(reference.containerTitle(), words);
        add(reference.publisher(), words);
        return words.toString();
    }

    private static void add(String part, StringBuilder words) {
        if (part != null) {
            words.append(part).append("; ");
        }
    }

    private static void addRelation(Relation relation, Entry entry) {
        String doi = relation.doi() == null ? null : relation.doi().key();
        entry.names(Scheme.DOI, doi);
        if (relation.type() == RelationType.REFERENCES) {
            entry.term(TermField.CITES, relation.article()).term(TermField.CITES, doi);
        }
    }
}
