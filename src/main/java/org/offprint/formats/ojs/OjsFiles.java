package org.offprint.formats.ojs;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.WebUrl;

/** Galleys: those that lie elsewhere are links; the files within are not kept. */
final class OjsFiles {

    private final XmlElement article;
    private final XmlElement publication;
    private final ArticleDraft draft;

    OjsFiles(XmlElement article, XmlElement publication, ArticleDraft draft) {
        this.article = article;
        this.publication = publication;
        this.draft = draft;
    }

    void read() {
        for (XmlElement galley : publication.elements("article_galley")) {
            galley(galley);
        }
        for (XmlElement file : article.elements("submission_file", "artwork_file", "supplementary_file")) {
            String name = file.at("name").text();
            String said = Stream.of("creator", "description", "source", "sponsor")
                    .map(part -> file.at(part).text())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("; "));
            String told = name == null ? file.attribute("id") : name;
            draft.unplaced(file.path(), file.isTaken() ? said : said.isEmpty() ? told : told + " (" + said + ")");
            file.mark();
        }
    }

    private void galley(XmlElement galley) {
        String label = galley.at("name").text();
        WebUrl url = draft.parsed(source(galley), WebUrl::parse, galley.path());
        if (url == null) {
            draft.unplaced(galley.path(), (label == null ? "A file" : label) + " is a file within, which is not taken");
        } else {
            String language = OjsTexts.language(galley.attribute("locale"), draft, galley.path("locale"));
            draft.file("fulltext", null, label, url, language);
        }
        for (XmlElement id : galley.elements("id")) {
            boolean isOurs = "internal".equals(id.attribute("type"));
            draft.unplaced(id.path(), isOurs ? null : id.attribute("type") + " " + id.text());
        }
        galley.mark();
    }

    /** Elsewhere, by the galley itself or by the file that it shows; null for a file within. */
    private String source(XmlElement galley) {
        String remote = galley.at("remote").attribute("src");
        if (remote != null) {
            return remote;
        }
        String id = galley.at("submission_file_ref").attribute("id");
        for (XmlElement file : article.elements("submission_file", "artwork_file", "supplementary_file")) {
            for (XmlElement link : file.within("href")) {
                String src = link.attribute("src");
                boolean isElsewhere = src != null && src.matches("(?i)https?://.*");
                if (id != null && id.equals(file.attribute("id")) && isElsewhere) {
                    file.mark();
                    return src;
                }
            }
        }
        return null;
    }
}
