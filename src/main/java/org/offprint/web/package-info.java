/** HTTP interfaces of the service, namely the REST API, the site, the desk for editors and the harvesting protocols. */
package org.offprint.web;
