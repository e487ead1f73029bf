/** Theme of the operator: files that replace or extend the built-in ones. */
package org.offprint.web.site.theme;
