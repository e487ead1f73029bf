/** References over HTTP: what their printed words say, and what articles hold of it. */
package org.offprint.api.references;
