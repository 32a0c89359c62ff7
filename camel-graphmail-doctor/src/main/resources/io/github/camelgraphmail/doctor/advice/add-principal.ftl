<#import "commands.ftl" as c>
<@c.graph ["Application.ReadWrite.All"]/>
New-MgServicePrincipal -AppId ${c.quotedClient()}
