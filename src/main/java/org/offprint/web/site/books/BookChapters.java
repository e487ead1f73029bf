package org.offprint.web.site.books;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.formats.epub.ChapterContent;
import org.offprint.formats.epub.ChapterContent.Image;
import org.offprint.formats.epub.ChapterDescription;
import org.offprint.formats.epub.EpubChapter;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.fulltext.stored.Outline;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.json.Json;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.files.ImageVersionStore;
import org.offprint.platform.files.images.WebImage;
import org.offprint.web.site.articles.ArticlePages;
import org.offprint.web.site.pages.InterfaceLanguage;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.pages.SitePages;

/** Creates the chapters of e-books. */
@ApplicationScoped
class BookChapters {

    private final FullTexts texts;
    private final FileContents contents;
    private final ImageVersionStore images;
    private final ArticlePages articles;
    private final SitePages pages;

    BookChapters(
            FullTexts texts, FileContents contents, ImageVersionStore images, ArticlePages articles, SitePages pages) {
        this.texts = texts;
        this.contents = contents;
        this.images = images;
        this.articles = articles;
        this.pages = pages;
    }

    /** Returns the full text of the newest version of an article, or empty if there is none. */
    Optional<StoredText> text(PublishedDocument published) {
        return texts.published(published.id(), null, "");
    }

    /**
     * Creates the chapter of an article.
     *
     * @param section title of the section of the issue; null if there is none
     * @param name file name of the chapter without its extension
     */
    EpubChapter chapter(PublishedRecord record, Optional<StoredText> text, String section, String name, String base) {
        SitePage page = ArticlePages.page("book-article.html", articles.content(record, text));
        String language = record.body().language().value();
        List<Heading> headings = text.map(stored ->
                        Json.read(stored.outline().plain(), Outline.class).contents())
                .orElse(List.of());
        Map<String, Content> files = text.isEmpty() ? Map.of() : imagesByAddress(record);
        ChapterDescription description = new ChapterDescription(
                name,
                record.titlePrefix() + record.title(),
                section,
                language,
                InterfaceLanguage.directionOf(language),
                headings);
        return ChapterContent.chapter(
                pages.contentForBook(page, base), description, base, source -> image(files.get(source)));
    }

    private Image image(Content content) {
        return content == null ? null : new Image(content.mediaType(), () -> contents.open(content.sha256()));
    }

    /** Returns the images of an article version, keyed by the addresses that its full text contains. */
    Map<String, Content> imagesByAddress(PublishedRecord record) {
        List<VersionFile> files = contents.published(record.article().id()).stream()
                .filter(VersionFile::isForReaders)
                .toList();
        Map<String, ImageVersionStore.Image> known =
                images.of(files.stream().map(file -> file.content().sha256()).toList());
        Map<String, Content> byAddress = new HashMap<>();
        for (VersionFile file : files) {
            String address = FileAddress.of(file.article(), file.version(), file.name());
            byAddress.put(address, file.content());
            ImageVersionStore.Image image = known.get(file.content().sha256());
            if (image != null && image.web() != null) {
                byAddress.put(
                        address + "?size=" + WebImage.Size.WEB_1600.term(),
                        image.web().content());
            }
        }
        return byAddress;
    }
}
