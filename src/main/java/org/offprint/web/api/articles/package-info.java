/** REST resources for article records, lists, publication, versions, history, previews and full text. */
package org.offprint.web.api.articles;
