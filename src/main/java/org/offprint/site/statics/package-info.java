/** Pages that the theme of the site holds as text in Markdown. */
package org.offprint.site.statics;
