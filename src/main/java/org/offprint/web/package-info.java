/** Everything that clients reach over HTTP: the API, the site and the harvesting protocols. */
package org.offprint.web;
